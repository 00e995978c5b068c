using System.CommandLine;
using System.Globalization;
using ObjectServer.Tool.Administration;
using ObjectServer.Tool.Printing;
using ObjectServer.Wire;

namespace ObjectServer.Tool.Commands;

/// <summary>Shows a server in numbers.</summary>
internal static class StatusCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Option<bool> json = ObjectCommand.Json();
        return AdminCommand.Create("status", "Shows a server in numbers: sessions, objects, calls, threads, memory.", [json], async (admin, parsed, cancel) =>
        {
            OverviewReply overview = await admin.AskAsync((client, options) => client.OverviewAsync(new OverviewRequest(), options), cancel);
            if (parsed.GetValue(json)) output.Json(EntryRows.Of(overview));
            else Write(overview, output);
        });
    }

    private static void Write(OverviewReply one, Output output) => output.Fields(
        ("server", $"{new Guid(one.Server.Span, bigEndian: true)}, version {one.Version}, process {Number((ulong)one.Process)}"),
        ("listens on", one.Addresses.Count == 0 ? "–" : string.Join(", ", one.Addresses)),
        ("up", $"{SpanText.Of((ulong)Math.Max(0, one.TakenMs - one.StartedMs))}, since {EntryText.Moment(one.StartedMs)}{(one.Draining ? "; draining" : "")}"),
        ("sessions", $"{Number(one.Sessions)}, of which {Number(one.SessionsAway)} wait for their client"),
        ("objects", Number(one.Objects)),
        ("calls", $"{Number(one.Calls)}, of which {Number(one.Errors)} failed and {Number(one.PendingCalls)} are under way"),
        ("CPU lane", $"{Number(one.CpuLaneRunning)} of {Number(one.CpuLaneThreads)} threads work, {Number(one.CpuLaneWaiting)} calls wait"),
        ("thread pool", $"{Number(one.PoolThreads)} threads, {Number(one.PoolQueue)} waiting"),
        ("memory", $"heap {ByteText.Of((long)one.HeapBytes)}, process {ByteText.Of((long)one.WorkingSetBytes)}, shared {ByteText.Of((long)one.SharedMemoryBytes)}"));

    private static string Number(ulong number) => number.ToString(CultureInfo.InvariantCulture);
}
