using System.CommandLine;
using ObjectServer.Client;
using ObjectServer.Tool.Connecting;
using ObjectServer.Tool.Memory;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Shows what memory a server and its local clients take, once or over time.</summary>
internal static class MemoryCommand
{
    private const double LeastSeconds = 0.01;
    private const double MostSeconds = 86_400;
    private const int MostSamples = 10_000;
    private const int UsualSamples = 600;

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        var server = new ServerOptions();
        var json = new Option<bool>("--json") { Description = "Writes JSON; with --watch one line for each sample." };
        Option<double?> watch = NumberOption.Seconds("--watch", "Takes a sample every so many seconds, until Ctrl-C.", LeastSeconds, MostSeconds);
        Option<int?> samples = NumberOption.Whole("--samples", "count", $"Ends --watch after so many samples. Default: {UsualSamples}.", 1, MostSamples);
        Option<string?> svg = new("--svg") { Description = "Writes a plot of the samples of --watch to a file when it ends.", HelpName = "file" };
        svg.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } file && !CanBeWritten(file)) result.AddError($"--svg: {file} cannot be written: it is a folder, or its folder does not exist.");
        });
        var command = new Command("memory", "Shows the memory of a server and its local clients, its segments of shared memory, and its objects by type.")
        {
            json, watch, samples, svg,
        };
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(watch) is null && (result.GetResult(samples) ?? result.GetResult(svg)) is { } alone) result.AddError($"{alone.Option.Name} is of no use without --watch.");
        });
        command.SetAction(async (parsed, cancel) =>
        {
            await using ObjectClient client = await server.ConnectAsync(parsed, cancel);
            if (parsed.GetValue(watch) is { } seconds)
            {
                var watching = new MemoryWatch(client, output, parsed.GetValue(json), parsed.GetValue(svg));
                await watching.RunAsync(TimeSpan.FromSeconds(seconds), parsed.GetValue(samples) ?? UsualSamples, cancel);
                return ExitCodes.Done;
            }

            MemoryReport report = (await client.GetMemoryReportAsync(cancel)).WithoutTool();
            if (parsed.GetValue(json)) output.Json(report);
            else MemoryTables.Write(report, output);
            return ExitCodes.Done;
        });
        return command;
    }

    // To be known before, and not after the samples have been taken.
    private static bool CanBeWritten(string file) => !Directory.Exists(file) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(file)));
}
