using System.CommandLine;
using System.Globalization;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Lets a server run out of work.</summary>
internal static class DrainCommand
{
    private const double UsualSeconds = 30;
    private const double MostSeconds = 86_400;

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Option<double?> limit = NumberOption.Seconds("--limit", $"How long what is under way may take. Default: {UsualSeconds.ToString(CultureInfo.InvariantCulture)}.", 0, MostSeconds);
        var stop = new Option<bool>("--stop") { Description = "The server stops when nothing is left, or the limit has passed." };
        var noWait = new Option<bool>("--no-wait") { Description = "Does not wait for the end." };
        return AdminCommand.Create(
            "drain",
            "Lets a server run out of work: it takes no new sessions and calls. Without rules, the server must have been started with --allow-shutdown.",
            [limit, stop, noWait],
            async (admin, parsed, cancel) =>
            {
                bool waits = !parsed.GetValue(noWait);
                var request = new DrainRequest { LimitMs = (ulong)((parsed.GetValue(limit) ?? UsualSeconds) * 1000), Stop = parsed.GetValue(stop), Wait = waits };
                DrainReply reply = await admin.AskAsync((client, options) => client.DrainAsync(request, options), cancel);
                string then = request.Stop ? " The server stops." : "";
                if (reply.Drained) output.Line($"Nothing is under way any more.{then}");
                else if (waits) throw new NotInTimeException($"{reply.Calls} calls are still under way, and the limit has passed.{then} objectserver sessions shows which they are; a longer --limit gives them more time.");
                else output.Line($"The server drains: {reply.Sessions} sessions, {reply.Calls} calls under way.");
            });
    }
}
