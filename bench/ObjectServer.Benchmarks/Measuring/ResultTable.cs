using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Shows rows as a Markdown table with the machine described, and writes them as JSON.</summary>
internal static class ResultTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints the table.</summary>
    public static void Print(IReadOnlyList<ResultRow> rows, TextWriter output)
    {
        double gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {gigabytes:F0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"));
        output.WriteLine();
        output.WriteLine("| case | link | ours | compared with | theirs | unit | ratio | spread | bar | holds |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (ResultRow row in rows)
        {
            string holds = row.Holds switch { true => "yes", false => "**no**", null => "" };
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {row.Case} | {row.Link} | {row.Ours:N1} | {row.Rival} | {row.Theirs:N1} | {row.Unit} | {row.Ratio:G3} | {row.Spread} | {row.Bar} | {holds} |"));
        }
    }

    /// <summary>Writes the rows.</summary>
    public static void WriteJson(IReadOnlyList<ResultRow> rows, FileInfo file) => File.WriteAllText(file.FullName, JsonSerializer.Serialize(rows, Indented));
}
