using System.CommandLine;
using ObjectServer.Client;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Connecting;
using ObjectServer.Tool.Objects;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Shows a server's objects as they change, or the events of one of them as they come.</summary>
internal static class WatchCommand
{
    private const double UsualSeconds = 2;
    private const double LeastSeconds = 0.1;
    private const double MostSeconds = 86_400;
    private const int MostSamples = 1_000_000;

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var server = new ServerOptions();
        var name = new Argument<string?>("name") { Description = "The object whose events are shown; without it, all objects are.", Arity = ArgumentArity.ZeroOrOne, HelpName = "NAME" };
        Option<double?> every = NumberOption.Seconds("--every", $"How often objects are looked at. Default: {UsualSeconds}.", LeastSeconds, MostSeconds);
        Option<int?> samples = NumberOption.Whole("--samples", "count", "Ends after so many looks, or events.", 1, MostSamples);
        Option<bool> json = new("--json") { Description = "Writes a line of JSON for each look, or event." };
        var command = new Command("watch", "Shows objects as they change, what runs first; with the name of an object, its events as they come. Ctrl-C ends it.") { name, every, samples, json };
        server.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            int most = parsed.GetValue(samples) ?? int.MaxValue;
            try
            {
                if (parsed.GetValue(name) is { } watched)
                {
                    await using ObjectClient client = await server.ConnectAsync(parsed, cancel);
                    await new EventWatch(client, output, parsed.GetValue(json)).RunAsync(watched, most, cancel);
                }
                else
                {
                    await using AdminConnection admin = await server.OpenAdminAsync(parsed, cancel);
                    await new ObjectWatch(admin, output, parsed.GetValue(json)).RunAsync(TimeSpan.FromSeconds(parsed.GetValue(every) ?? UsualSeconds), most, cancel);
                }
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                // Ctrl-C is how one ends it.
            }

            return ExitCodes.Done;
        });
        return command;
    }
}
