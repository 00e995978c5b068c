using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using ObjectServer.Client;
using ObjectServer.Tool.Printing;

namespace ObjectServer.Tool.Commands;

/// <summary>Measures how long a server takes to answer.</summary>
internal static class PingCommand
{
    private const int UsualCount = 100;
    private const int MostCount = 1_000_000;
    private const int BarWidth = 40;

    // Nothing is listed under it, so that the answer is as small as the question.
    private const string NoName = "\u0001";

    /// <summary>Builds the command.</summary>
    public static Command Create(Output output)
    {
        Option<int?> count = NumberOption.Whole("--count", "count", $"How many requests, one after the other. Default: {UsualCount}.", 1, MostCount);
        Option<bool> json = ObjectCommand.Json();
        return ObjectCommand.Create("ping", "Measures how long requests take from here to the server's objects and back.", [count, json], async (client, parsed, cancel) =>
        {
            double[] taken = await MeasureAsync(client, parsed.GetValue(count) ?? UsualCount, cancel);
            Array.Sort(taken);
            if (parsed.GetValue(json)) output.Json(new { Count = taken.Length, LeastMicroseconds = taken[0], MedianMicroseconds = At(taken, 0.5), P99Microseconds = At(taken, 0.99), MostMicroseconds = taken[^1] });
            else Write(taken, output);
        });
    }

    private static async Task<double[]> MeasureAsync(ObjectClient client, int count, CancellationToken cancel)
    {
        // The first ones compile code.
        for (int i = 0; i < 3; i++) await client.ListAsync(NoName, cancel);
        double[] taken = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            await client.ListAsync(NoName, cancel);
            taken[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }

        return taken;
    }

    // Buckets double, so that the rare slow ones are seen beside the many quick ones.
    private static void Write(double[] sorted, Output output)
    {
        output.Line(string.Create(
            CultureInfo.InvariantCulture, $"{sorted.Length} requests: median {At(sorted, 0.5):0} µs, 99 % within {At(sorted, 0.99):0} µs, from {sorted[0]:0} to {sorted[^1]:0} µs"));
        (double From, int Count)[] buckets = [.. sorted.GroupBy(static one => Math.Pow(2, Math.Floor(Math.Log2(one)))).Select(static group => (group.Key, group.Count()))];
        int most = buckets.Max(static bucket => bucket.Count);
        foreach ((double from, int count) in buckets)
            output.Line(string.Create(CultureInfo.InvariantCulture, $"{from,10:0} µs  {new string('#', Math.Max(1, count * BarWidth / most)),-BarWidth}  {count}"));
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];
}
