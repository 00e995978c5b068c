using System.Globalization;
using ObjectServer.Client;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Memory;

/// <summary>A report as tables.</summary>
internal static class MemoryTables
{
    private const int MostRows = 100;
    private const int MostNames = 4;

    /// <summary>Writes it.</summary>
    public static void Write(MemoryReport report, Output output)
    {
        Section(output, "Processes", ["process", ">id", ">RSS", ">PSS", ">private", ">shared", ">sessions"], report.Processes, Row);
        if (report.Processes.Count > 1) output.Line($"All processes: RSS {ByteText.Of(report.ResidentBytes)}, PSS {ByteText.Of(report.ProportionalBytes)}.");
        Section(output, "Shared memory", ["name", ">object", "layout", ">bytes", ">references", "held by"], report.Segments, Row);
        if (report.Segments.Count > 0) output.Line($"All segments: {ByteText.Of(report.SegmentBytes)}.");
        Section(output, "Objects", ["type", "contract", ">count"], report.Objects, static one => [one.Type ?? "–", one.Contract, Number(one.Count)]);
    }

    private static void Section<T>(Output output, string title, string[] columns, IReadOnlyList<T> all, Func<T, string[]> row)
    {
        output.Line();
        output.Line(all.Count == 0 ? $"{title}: none" : title);
        if (all.Count > 0) output.Table(columns, all.Take(MostRows).Select(row));
        if (all.Count > MostRows) output.Line($"… and {all.Count - MostRows} more; --json has them all.");
    }

    private static string[] Row(ProcessMemory process) =>
    [
        process.IsServer ? "server" : process.Name,
        Number(process.Id),
        ByteText.Of(process.ResidentBytes),
        ByteText.Of(process.ProportionalBytes),
        ByteText.Of(process.PrivateBytes),
        ByteText.Of(process.SharedBytes),
        Number(process.Sessions),
    ];

    private static string[] Row(SegmentMemory segment) =>
    [
        segment.Name ?? "–",
        segment.ObjectId == 0 ? "–" : Number((long)segment.ObjectId),
        segment.Layout.ToString(),
        ByteText.Of(segment.Bytes),
        Number(segment.References),
        segment.ObjectId == 0 ? "an object of the server" : Names(segment.Holders),
    ];

    private static string Names(IReadOnlyList<SegmentHolder> holders)
    {
        if (holders.Count == 0) return "its name";
        string names = string.Join(", ", holders.Take(MostNames).Select(static holder => holder.ProcessId == 0 ? holder.Client : $"{holder.Client} ({Number(holder.ProcessId)})"));
        return holders.Count > MostNames ? $"{names} and {holders.Count - MostNames} more" : names;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
