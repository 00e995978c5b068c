using System.CommandLine;
using System.Globalization;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Shows the last lines of a server's log, and those that come.</summary>
internal static class LogCommand
{
    private const int UsualLines = 50;
    private const int MostLines = 1000;

    private static readonly Dictionary<string, LogSeverity> Severities = new(StringComparer.Ordinal)
    {
        ["information"] = LogSeverity.Information,
        ["warning"] = LogSeverity.Warning,
        ["error"] = LogSeverity.Error,
        ["critical"] = LogSeverity.Critical,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Option<int?> lines = NumberOption.Whole("--lines", "count", $"How many of the last lines. Default: {UsualLines}.", 1, MostLines);
        var follow = new Option<bool>("--follow") { Description = "Goes on with each line that comes, until Ctrl-C." };
        var least = new Option<string?>("--least") { Description = $"Only lines as grave as this: {string.Join(", ", Severities.Keys)}.", HelpName = "severity" };
        least.AcceptOnlyFromAmong([.. Severities.Keys]);
        Option<bool> json = ObjectCommand.Json();
        return AdminCommand.Create("log", "Shows the last lines of a server's log. With --json a line of JSON each.", [lines, follow, least, json], async (admin, parsed, cancel) =>
        {
            var request = new LogTailRequest { Most = (uint)(parsed.GetValue(lines) ?? UsualLines), Least = parsed.GetValue(least) is { } name ? Severities[name] : LogSeverity.Trace };
            bool isJson = parsed.GetValue(json);
            try
            {
                if (parsed.GetValue(follow)) await admin.ReadAsync((client, options) => client.WatchLog(request, options), (LogEntry line) => Write(line, isJson, output), cancel);
                else foreach (LogEntry line in (await admin.AskAsync((client, options) => client.LogTailAsync(request, options), cancel)).Lines) Write(line, isJson, output);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested && parsed.GetValue(follow))
            {
                // Ctrl-C is how one ends it.
            }
        });
    }

    private static void Write(LogEntry line, bool json, Output output)
    {
        if (json)
        {
            output.Json(EntryRows.Of(line), inOneLine: true);
            return;
        }

        string severity = line.Severity switch
        {
            LogSeverity.Warning => "WRN",
            LogSeverity.Error => "ERR",
            LogSeverity.Critical => "FTL",
            _ => "INF",
        };
        output.Line(string.Create(CultureInfo.InvariantCulture, $"{EntryText.Moment(line.TimeMs)} {severity} {SafeText.Of(line.Text)}"));
    }
}
