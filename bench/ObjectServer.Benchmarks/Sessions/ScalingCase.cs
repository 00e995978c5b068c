using System.Globalization;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>
/// How many calls a second all sessions make together, of which there are ever more: 1, 2, 4 and so on. What is asked is that more of them never make
/// much fewer calls than some of them did.
/// </summary>
/// <param name="id">The case.</param>
/// <param name="transport">What the sessions go by.</param>
internal sealed class ScalingCase(string id, Transport transport)
{
    private const int Processes = 4;

    // Of each session: so many that one session keeps the server busy, as one client would that does nothing but call.
    private const int Callers = 16;

    // The whole series is measured in each.
    private const int MostRounds = 2;

    private static readonly int[] Counts = [1, 2, 4, 8, 16, 32, 64, 128, 256];

    // In each round: those that come to know the code, and those that count.
    private const int WarmUpPasses = 3;
    private const int Passes = 5;

    // For what further sessions bring with them.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // While processes call all the time, their compilers hardly have a turn on few cores.
    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(1);

    /// <summary>Measures the series, round by round.</summary>
    public async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(id) && !Counts.Any(count => plan.Wants(IdOf(count)))) return [];
        var rates = new List<double[]>();
        for (int round = 1; round <= Math.Min(plan.Rounds, MostRounds); round++)
        {
            rates.Add(await MeasureAsync(plan));
            await plan.Progress.WriteLineAsync($"{id}, round {round}: {string.Join("; ", Counts.Zip(rates[^1], static (count, rate) => $"{count}: {FigureText.Of(rate)}"))} calls/s");
        }

        (int lowest, int best) = DeepestFall([.. Counts.Select((_, i) => Samples.Median(RatesOf(i)))]);
        return
        [
            ResultRow.Of(id, transport.Link(), RatesOf(lowest), RatesOf(best), $"{Counts[best]} sessions, beside {Counts[lowest]}", "calls/s", Bar.AtLeast(0.8)),
            .. Counts.Select((count, i) => ResultRow.Of(IdOf(count), transport.Link(), RatesOf(i), "calls/s")),
        ];

        IReadOnlyList<double> RatesOf(int place) => [.. rates.Select(series => series[place])];
    }

    private async Task<double[]> MeasureAsync(MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, ["--log-level", "warning"]);
        await using ClientGroup clients = ClientGroup.Start(Processes, served.AddressBy(transport), plan.Pinning);

        for (int pass = 0; pass < WarmUpPasses; pass++)
        {
            foreach (int count in Counts)
            {
                await clients.ResizeAsync(count);
                await clients.CallAsync(Callers, TimeSpan.Zero, plan.Duration / 4);
                await Task.Delay(Compiling);
            }
        }

        // Upwards and downwards in turn, and the middle one of several: the machine's speed may change while a series goes by.
        var passes = new List<Dictionary<int, double>>();
        for (int pass = 0; pass < Passes; pass++) passes.Add(await PassAsync(clients, pass % 2 == 0 ? Enumerable.Reverse(Counts) : Counts, plan.Duration / 4));

        return [.. Counts.Select(count => Samples.Median([.. passes.Select(rates => rates[count])]))];
    }

    private static async Task<Dictionary<int, double>> PassAsync(ClientGroup clients, IEnumerable<int> counts, TimeSpan duration)
    {
        var rates = new Dictionary<int, double>();
        foreach (int count in counts)
        {
            await clients.ResizeAsync(count);
            rates[count] = await clients.CallAsync(Callers, Settling, duration);
        }

        return rates;
    }

    /// <summary>Where a series falls most: the place that it falls to, and the best one before it. Where it only rises, where it rises least.</summary>
    private static (int Lowest, int Best) DeepestFall(double[] series)
    {
        (int Lowest, int Best) deepest = (1, 0);
        int best = 0;
        for (int i = 1; i < series.Length; i++)
        {
            if (series[i] / series[best] < series[deepest.Lowest] / series[deepest.Best]) deepest = (i, best);
            if (series[i] > series[best]) best = i;
        }

        return deepest;
    }

    private string IdOf(int count) => string.Create(CultureInfo.InvariantCulture, $"{id}-{count}");
}
