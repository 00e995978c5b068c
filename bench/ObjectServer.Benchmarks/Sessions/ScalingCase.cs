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

    // In each round: those that come to know the code, those that say where the series falls, and the comparisons of just these two places.
    private const int WarmUpPasses = 3;
    private const int Passes = 4;
    private const int Comparisons = 10;

    // For what further sessions bring with them.
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);

    // While processes call all the time, their compilers hardly have a turn on few cores.
    private static readonly TimeSpan Compiling = TimeSpan.FromSeconds(1);

    /// <summary>Measures the series, round by round.</summary>
    public async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(id) && !Counts.Any(count => plan.Wants(IdOf(count)))) return [];
        (Dictionary<int, List<double>> series, List<double> low, List<double> high) = (Counts.ToDictionary(static count => count, static _ => new List<double>()), [], []);
        (int lowest, int best) = (0, 0);
        for (int round = 1; round <= Math.Min(plan.Rounds, MostRounds); round++)
        {
            await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, ["--log-level", "warning"]);
            await using ClientGroup clients = ClientGroup.Start(Processes, served.AddressBy(transport), plan.Pinning);
            await WarmUpAsync(clients, plan.Duration / 4);

            ILookup<int, double> rates = await GoThroughAsync(clients, plan.Duration / 4);
            string told = string.Join("; ", Counts.Select(count => $"{count}: {FigureText.Of(Samples.Median([.. rates[count]]))}"));
            await plan.Progress.WriteLineAsync($"{id}, round {round}: {told} calls/s");
            foreach (int count in Counts) series[count].AddRange(rates[count]);

            // What has been chosen because it was lowest is measured anew: some of that was chance.
            if (round == 1) (lowest, best) = DeepestFall(Counts, [.. Counts.Select(count => Samples.Median(series[count]))]);
            for (int turn = 0; turn < Comparisons; turn++)
            {
                if (turn % 2 == 0) low.Add(await RateAsync(clients, lowest, plan.Duration / 2));
                high.Add(await RateAsync(clients, best, plan.Duration / 2));
                if (turn % 2 != 0) low.Add(await RateAsync(clients, lowest, plan.Duration / 2));
            }
        }

        return
        [
            ResultRow.Of(id, transport.Link(), low, high, $"{best} sessions, beside {lowest}", "calls/s", Bar.AtLeast(0.8)),
            .. Counts.Select(count => ResultRow.Of(IdOf(count), transport.Link(), series[count], "calls/s")),
        ];
    }

    private static async Task WarmUpAsync(ClientGroup clients, TimeSpan duration)
    {
        for (int pass = 0; pass < WarmUpPasses; pass++)
        {
            foreach (int count in Counts)
            {
                await clients.ResizeAsync(count);
                await clients.CallAsync(Callers, TimeSpan.Zero, duration);
                await Task.Delay(Compiling);
            }
        }
    }

    // Upwards and downwards in turn: the machine's speed may change while a series goes by.
    private static async Task<ILookup<int, double>> GoThroughAsync(ClientGroup clients, TimeSpan duration)
    {
        List<(int Count, double Rate)> rates = [];
        for (int pass = 0; pass < Passes; pass++)
        {
            foreach (int count in pass % 2 == 0 ? Enumerable.Reverse(Counts) : Counts) rates.Add((count, await RateAsync(clients, count, duration)));
        }

        return rates.ToLookup(static one => one.Count, static one => one.Rate);
    }

    private static async Task<double> RateAsync(ClientGroup clients, int count, TimeSpan duration)
    {
        await clients.ResizeAsync(count);
        return await clients.CallAsync(Callers, Settling, duration);
    }

    /// <summary>Where a series falls most: to which number of sessions, and which fewer of them were best. Where it only rises, where it rises least.</summary>
    private static (int Lowest, int Best) DeepestFall(int[] counts, double[] series)
    {
        (int Lowest, int Best) deepest = (1, 0);
        int best = 0;
        for (int i = 1; i < series.Length; i++)
        {
            if (series[i] / series[best] < series[deepest.Lowest] / series[deepest.Best]) deepest = (i, best);
            if (series[i] > series[best]) best = i;
        }

        return (counts[deepest.Lowest], counts[deepest.Best]);
    }

    private string IdOf(int count) => string.Create(CultureInfo.InvariantCulture, $"{id}-{count}");
}
