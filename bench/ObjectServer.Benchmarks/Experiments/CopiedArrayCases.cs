using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// How fast shared arrays are copied in and out where they cannot be used in place, by each link; by gRPC beside as many bytes in the bare body of a
/// response and of a request, on one connection from the same process.
/// </summary>
internal static class CopiedArrayCases
{
    private const string Read = "array-read";
    private const string Write = "array-write";
    private const string Bare = "bare HTTP/2 body";
    private const string Remote = "grpc-remote";
    private const long Length = 256 * 1024 * 1024 / sizeof(double);

    /// <summary>Measures, one link after the other.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Read) && !plan.Wants(Write)) return [];
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        await using ServedProcess remote = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None, ServedProcess.AsFromElsewhere);
        await using ServedProcess bare = await ServedProcess.StartAsync(ServerKind.BareHttp, Pinning.None);
        return
        [
            .. await MeasureAsync("grpc", server.AddressBy(Transport.Tcp), bare.AddressBy(Transport.Tcp), plan),
            .. await MeasureAsync(Remote, remote.AddressBy(Transport.Tcp), bare.AddressBy(Transport.Tcp), plan),
            .. await MeasureAsync("unix", server.AddressBy(Transport.Unix), null, plan),
        ];
    }

    private static async Task<IEnumerable<ResultRow>> MeasureAsync(string link, string address, string? bare, MeasuringPlan plan)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([Length], $"copied-{link}");
        Worker[] workers = await Worker.StartAsync(1, address, inPlace: false);
        await using Worker worker = workers[0];
        await worker.AskAsync($"open copied-{link}");
        if (bare is not null) await worker.AskAsync($"bare {bare}");
        string[] commands = bare is null ? ["read", "write"] : ["read", "write", "bare-read", "bare-write"];
        await WarmUpAsync(worker, "read", "write", plan);
        if (bare is not null) await WarmUpAsync(worker, "bare-read", "bare-write", plan);

        var rates = commands.ToDictionary(static command => command, static _ => new List<double>());
        var random = new Random(plan.Seed);
        for (int round = 1; round <= plan.Rounds; round++)
        {
            random.Shuffle(commands);
            foreach (string command in commands) rates[command].Add(Length * sizeof(double) / 1e9 / await worker.AskAsync($"{command}"));
            string all = string.Join(", ", rates.Select(static rate => $"{rate.Key} {FigureText.Of(rate.Value[^1])} GB/s"));
            await plan.Progress.WriteLineAsync($"arrays by {link}, round {round}: {all}");
        }

        return [.. RowsOf(Read, link, rates["read"], rates.GetValueOrDefault("bare-read")), .. RowsOf(Write, link, rates["write"], rates.GetValueOrDefault("bare-write"))];
    }

    // Under full load for as long as any other case: code that runs once for each piece of 4 MiB takes a while to be compiled for speed.
    private static async Task WarmUpAsync(Worker worker, string read, string write, MeasuringPlan plan)
    {
        long began = Stopwatch.GetTimestamp();
        do
        {
            await worker.AskAsync($"{read}");
            await worker.AskAsync($"{write}");
        }
        while (Stopwatch.GetElapsedTime(began) < plan.Warmup);
    }

    // All that a client from elsewhere says goes by HTTP/2, whose own rate depends on the machine and the hour: it is held against that.
    private static IEnumerable<ResultRow> RowsOf(string id, string link, List<double> ours, List<double>? bare)
    {
        bool fromElsewhere = link == Remote;
        yield return ResultRow.Of(id, link, ours, "GB/s", fromElsewhere ? null : Bar.AtLeast(0.8));
        if (bare is not null) yield return ResultRow.Of(id, link, ours, bare, Bare, "GB/s", fromElsewhere ? Bar.AtLeast(0.5) : null);
    }
}
