using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Lanes;

/// <summary>
/// How long a property read takes while the server computes on every core: on the CPU lane, on the thread pool, and not at all. The
/// server is a process of its own; one caller reads, one call after the other.
/// </summary>
internal static class BusyReadCase
{
    private static readonly string[] Ids = ["busy-read-p50", "busy-read-p99", "busy-read-p50-pool", "busy-read-p99-pool"];

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!Ids.Any(plan.Wants)) return [];
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(Spinner).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        ISpinner read = await client.CreateAsync<ISpinner>();
        Measure(read, plan.Warmup);
        var idle = new List<Times>();
        var lane = new List<Times>();
        var pool = new List<Times>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            idle.Add(Measure(read, plan.Duration));
            lane.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinAsync(cancel)));
            pool.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinOnPoolAsync(cancel)));
        }

        string link = server.Address.Split(':')[0];
        return
        [
            Row(Ids[0], link, lane, idle, "an idle server", figures => figures.Median),
            Row(Ids[1], link, lane, idle, "an idle server", figures => figures.High),
            Row(Ids[2], link, lane, pool, "the same without the lane", figures => figures.Median),
            Row(Ids[3], link, lane, pool, "the same without the lane", figures => figures.High),
        ];
    }

    private static ResultRow Row(
        string id, string link, List<Times> ours, List<Times> theirs, string rival, Func<Times, double> figure) =>
        ResultRow.Of(id, link, [.. ours.Select(figure)], [.. theirs.Select(figure)], rival, "µs");

    private static async Task<Times> WhileSpinningAsync(
        ObjectClient client, ISpinner read, TimeSpan duration, Func<ISpinner, CancellationToken, Task> spin)
    {
        using var cancel = new CancellationTokenSource();
        ISpinner[] spinners = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => client.CreateAsync<ISpinner>()));
        Task[] spinning = [.. spinners.Select(spinner => spin(spinner, cancel.Token))];
        while (await Task.Run(() => read.Spinning) < Environment.ProcessorCount)
        {
            // The reads themselves are what is waited for.
        }

        Times figures = Measure(read, duration);
        await cancel.CancelAsync();
        foreach (Task one in spinning) await one.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (ISpinner spinner in spinners) await client.ReleaseAsync(spinner);
        return figures;
    }

    private static Times Measure(ISpinner read, TimeSpan duration)
    {
        var micros = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            long before = Stopwatch.GetTimestamp();
            _ = read.Spinning;
            micros.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return new Times(Samples.Median(micros), Samples.Percentile(micros, 0.99));
    }

    private readonly record struct Times(double Median, double High);
}
