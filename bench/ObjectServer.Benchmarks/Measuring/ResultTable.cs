using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Shows rows as a Markdown table, says on which machine and how they were measured, and writes them as JSON.</summary>
internal static class ResultTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints what all rows have in common.</summary>
    public static void PrintHeader(MeasuringPlan plan, TextWriter output)
    {
        double gigabytes = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Environment.ProcessorCount} cores, {gigabytes:F0} GB, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}"));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Rounds: {plan.Rounds} of {plan.Duration.TotalSeconds:0.###} s, warm-up {plan.Warmup.TotalSeconds:0.###} s, seed {plan.Seed}. {plan.Pinning}"));
        output.WriteLine();
    }

    /// <summary>Prints the table.</summary>
    public static void Print(IReadOnlyList<ResultRow> rows, TextWriter output)
    {
        output.WriteLine("| case | link | ours | compared with | theirs | unit | ratio | spread | bar | holds |");
        output.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (ResultRow row in rows)
        {
            string holds = row.Holds switch { true => "yes", false => "**no**", null when row.Bar.Length > 0 => "unknown", null => "" };
            output.WriteLine(
                $"| {row.Case} | {row.Link} | {FigureText.Of(row.Ours)} | {row.Rival} | {FigureText.Of(row.Theirs)} | {row.Unit} "
                + $"| {FigureText.Of(row.Ratio)} | {row.Spread} | {row.Bar} | {holds} |");
        }

        output.WriteLine();
    }

    /// <summary>Writes the rows.</summary>
    public static void WriteJson(IReadOnlyList<ResultRow> rows, FileInfo file) =>
        File.WriteAllText(file.FullName, JsonSerializer.Serialize(rows, Indented) + "\n");
}
