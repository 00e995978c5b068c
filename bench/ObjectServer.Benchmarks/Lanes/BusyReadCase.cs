using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.RawSockets;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Lanes;

/// <summary>
/// How long a property read takes while the server computes on every core: on the CPU lane, on the thread pool, and not at all; and how long
/// an echo by a raw socket takes from a process that computes likewise. The server is a process of its own; one caller reads, one call after
/// the other.
/// </summary>
internal static class BusyReadCase
{
    private static readonly string[] Ids = ["busy-read-p50", "busy-read-p99", "busy-read-p50-pool", "busy-read-p99-pool", "busy-read-p99-limit", "busy-read-p99-raw"];

    // About the bytes of a read and its answer.
    private static readonly EchoSizes Sizes = new(16, 16);

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!Ids.Any(plan.Wants)) return [];
        await using LocalServer server = await LocalServer.StartAsync(new LocalServerOptions { Assemblies = [typeof(Spinner).Assembly.Location] });
        await using ObjectClient client = await server.ConnectAsync();
        ISpinner read = await client.CreateAsync<ISpinner>();
        Measure(() => _ = read.Spinning, plan.Warmup);
        var idle = new List<Times>();
        var lane = new List<Times>();
        var pool = new List<Times>();
        var raw = new List<Times>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            raw.Add(await MeasureRawAsync(plan));
            idle.Add(Measure(() => _ = read.Spinning, plan.Duration));
            lane.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinAsync(cancel)));
            pool.Add(await WhileSpinningAsync(client, read, plan.Duration, static (spinner, cancel) => spinner.SpinOnPoolAsync(cancel)));
            await plan.Progress.WriteLineAsync($"busy-read, round {round + 1}: ours {lane[^1]}, idle {idle[^1]}, without the lane {pool[^1]}, raw {raw[^1]}");
        }

        string link = server.Address.Split(':')[0];
        return
        [
            Row(Ids[0], link, lane, idle, "an idle server", figures => figures.Median),
            Row(Ids[1], link, lane, idle, "an idle server", figures => figures.High),
            Row(Ids[2], link, lane, pool, "the same without the lane", figures => figures.Median),
            Row(Ids[3], link, lane, pool, "the same without the lane", figures => figures.High),
            ResultRow.Of(Ids[4], link, [.. lane.Select(figures => figures.High)], "µs", Bar.AtMost(10_000)),
            Row(Ids[5], link, lane, raw, "raw socket, as busy", figures => figures.High, Bar.AtMost(3)),
        ];
    }

    private static ResultRow Row(
        string id, string link, List<Times> ours, List<Times> theirs, string rival, Func<Times, double> figure, Bar? bar = null) =>
        ResultRow.Of(id, link, [.. ours.Select(figure)], [.. theirs.Select(figure)], rival, "µs", bar);

    private static async Task<Times> MeasureRawAsync(MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.BusyRaw, plan.Pinning);
        await using var target = new RawTarget(served.AddressBy(Transport.Unix), callers: 1, Sizes);
        Action echo = () => target.Read(0);
        Measure(echo, plan.Warmup);
        return Measure(echo, plan.Duration);
    }

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

        Times figures = Measure(() => _ = read.Spinning, duration);
        await cancel.CancelAsync();
        foreach (Task one in spinning) await one.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (ISpinner spinner in spinners) await client.ReleaseAsync(spinner);
        return figures;
    }

    private static Times Measure(Action read, TimeSpan duration)
    {
        var micros = new List<double>();
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < duration)
        {
            long before = Stopwatch.GetTimestamp();
            read();
            micros.Add(Stopwatch.GetElapsedTime(before).TotalMicroseconds);
        }

        return new Times(Samples.Median(micros), Samples.Percentile(micros, 0.99));
    }

    private readonly record struct Times(double Median, double High);
}
