using System.Diagnostics;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>How fast shared arrays are copied in and out where they cannot be used in place, by each link.</summary>
internal static class CopiedArrayCases
{
    private const string Read = "array-read";
    private const string Write = "array-write";
    private const long Length = 256 * 1024 * 1024 / sizeof(double);

    /// <summary>Measures, one link after the other.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!plan.Wants(Read) && !plan.Wants(Write)) return [];
        var rows = new List<ResultRow>();
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        foreach ((string link, string address) in new[] { ("grpc", server.AddressBy(Transport.Tcp)), ("unix", server.AddressBy(Transport.Unix)) })
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address);
            await using SharedArray<double> array = await client.CreateArrayAsync<double>([Length], $"copied-{link}");
            Worker[] workers = await Worker.StartAsync(1, address, inPlace: false);
            await using Worker worker = workers[0];
            await worker.AskAsync($"open copied-{link}");

            // Under full load for as long as any other case: code that runs once for each piece of 4 MiB takes a while to be compiled for speed.
            long began = Stopwatch.GetTimestamp();
            do
            {
                await worker.AskAsync($"read");
                await worker.AskAsync($"write");
            }
            while (Stopwatch.GetElapsedTime(began) < plan.Warmup);

            var read = new List<double>();
            var written = new List<double>();
            for (int round = 0; round < plan.Rounds; round++)
            {
                read.Add(Length * sizeof(double) / 1e9 / await worker.AskAsync($"read"));
                written.Add(Length * sizeof(double) / 1e9 / await worker.AskAsync($"write"));
                await plan.Progress.WriteLineAsync($"arrays by {link}, round {round + 1}: read {read[^1]:F2} GB/s, written {written[^1]:F2} GB/s");
            }

            rows.Add(ResultRow.Of(Read, link, read, "GB/s", Bar.AtLeast(0.8)));
            rows.Add(ResultRow.Of(Write, link, written, "GB/s", Bar.AtLeast(0.8)));
        }

        return rows;
    }
}
