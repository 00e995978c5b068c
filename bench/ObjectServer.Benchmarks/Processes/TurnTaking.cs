using System.Diagnostics;
using System.Globalization;
using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>
/// Two clients that call in turn, a tenth of a second each, while both of their servers are up: what differs by a few hundredths is lost in what a
/// machine's speed changes by from one minute to the next.
/// </summary>
internal static class TurnTaking
{
    private static readonly TimeSpan Slice = TimeSpan.FromMilliseconds(100);

    // So that a slice does not begin with threads that sleep.
    private static readonly TimeSpan Waking = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <summary>Measures both for as long as is planned, after as long a warm-up as is planned: every slice, of which those at the same place followed each other.</summary>
    /// <param name="first">A process that runs <see cref="TurnsProgram"/>.</param>
    /// <param name="second">Another.</param>
    /// <param name="plan">How long.</param>
    public static async Task<(IReadOnlyList<Figures> First, IReadOnlyList<Figures> Second)> MeasureAsync(ChildProcess first, ChildProcess second, MeasuringPlan plan)
    {
        ChildProcess[] both = [first, second];
        foreach (ChildProcess one in both) await one.ReadLineAsync(TurnsProgram.Ready, Limit);
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < both.Length * plan.Warmup)
        {
            foreach (ChildProcess one in both) await TurnAsync(one);
        }

        List<Figures>[] slices = [[], []];
        for (int turn = 0; turn < plan.Duration / Slice; turn++)
        {
            // Who comes first changes, so that neither always follows the other.
            for (int i = 0; i < both.Length; i++)
            {
                int place = (turn + i) % both.Length;
                slices[place].Add(await TurnAsync(both[place]));
            }
        }

        return (slices[0], slices[1]);
    }

    /// <summary>The median of either figure.</summary>
    public static Figures MedianOf(IReadOnlyList<Figures> slices) => new()
    {
        CallsPerSecond = Samples.Median([.. slices.Select(Metric.Rate.Of)]),
        MedianMicroseconds = Samples.Median([.. slices.Select(Metric.Median.Of)]),
    };

    private static async Task<Figures> TurnAsync(ChildProcess client)
    {
        await client.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{Waking.TotalSeconds} {Slice.TotalSeconds}"));
        string answer = await client.ReadLineAsync(TurnsProgram.Called, Limit);
        return Figures.Parse(answer[TurnsProgram.Called.Length..]);
    }
}
