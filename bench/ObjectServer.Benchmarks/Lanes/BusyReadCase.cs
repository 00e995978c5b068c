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
    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(Spinner).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        ISpinner read = await client.CreateAsync<ISpinner>();
        Measure(read, plan.Duration);
        var idle = new List<Figures>();
        var lane = new List<Figures>();
        var pool = new List<Figures>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            idle.Add(Measure(read, plan.Duration));
            lane.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinAsync(cancel)));
            pool.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinOnPoolAsync(cancel)));
        }

        return
        [
            Row("busy-read-p50", lane, idle, "an idle server", figures => figures.Median),
            Row("busy-read-p99", lane, idle, "an idle server", figures => figures.High),
            Row("busy-read-p50-pool", lane, pool, "the same without the lane", figures => figures.Median),
            Row("busy-read-p99-pool", lane, pool, "the same without the lane", figures => figures.High),
        ];
    }

    private static ResultRow Row(string id, List<Figures> ours, List<Figures> theirs, string rival, Func<Figures, double> figure) =>
        ResultRow.Of(id, "grpc+unix", [.. ours.Select(figure)], [.. theirs.Select(figure)], rival, "µs");

    private static async Task<Figures> WhileSpinningAsync(
        ObjectClient client, ISpinner read, TimeSpan duration, Func<ISpinner, CancellationToken, Task> spin)
    {
        using var cancel = new CancellationTokenSource();
        ISpinner[] spinners = await Task.WhenAll(Enumerable.Range(0, Environment.ProcessorCount * 2).Select(_ => client.CreateAsync<ISpinner>()));
        Task[] spinning = [.. spinners.Select(spinner => spin(spinner, cancel.Token))];
        while (await Task.Run(() => read.Spinning) < Environment.ProcessorCount)
        {
            // The reads themselves are what is waited for.
        }

        Figures figures = Measure(read, duration);
        await cancel.CancelAsync();
        foreach (Task one in spinning) await one.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (ISpinner spinner in spinners) await client.ReleaseAsync(spinner);
        return figures;
    }

    private static Figures Measure(ISpinner read, TimeSpan duration)
    {
        var micros = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            long before = Stopwatch.GetTimestamp();
            _ = read.Spinning;
            micros.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return new Figures(Samples.Median(micros), Samples.Percentile(micros, 0.99));
    }

    private readonly record struct Figures(double Median, double High);
}
