using System.Diagnostics;
using System.Runtime.InteropServices;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>
/// Shared arrays from another process: how long opening takes, for a large one and a small one; how fast they are read in place, beside memory of
/// one's own; and how fast they are copied in and out where they cannot be used in place.
/// </summary>
internal static class ArrayCases
{
    private const string OpenLarge = "array-open-4gib";
    private const string OpenRatio = "array-open-large-to-small";
    private const string Scan = "array-scan";
    private const string Read = "array-read";
    private const string Write = "array-write";
    private const long LargeLength = 4L * 1024 * 1024 * 1024 / sizeof(double);
    private const long SmallLength = 4 * 1024 * 1024 / sizeof(double);
    private const long CopiedLength = 256 * 1024 * 1024 / sizeof(double);
    private const int Openings = 50;

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        if (plan.Wants(OpenLarge) || plan.Wants(OpenRatio) || plan.Wants(Scan)) rows.AddRange(await InPlaceAsync(plan));
        if (plan.Wants(Read) || plan.Wants(Write)) rows.AddRange(await CopiedAsync(plan));
        return rows;
    }

    private static async Task<IEnumerable<ResultRow>> InPlaceAsync(MeasuringPlan plan)
    {
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        await using ObjectClient client = await ObjectClient.ConnectAsync(server.AddressBy(Transport.Unix));
        await using SharedArray<double> large = await client.CreateArrayAsync<double>([LargeLength], "large");
        await using SharedArray<double> small = await client.CreateArrayAsync<double>([SmallLength], "small");
        await large.FillAsync(1);
        Worker[] workers = await Worker.StartAsync(1, server.AddressBy(Transport.Unix));
        await using Worker worker = workers[0];
        for (int i = 0; i < Openings; i++) await OpenAsync(worker, "small");
        var openLarge = new List<double>();
        var openSmall = new List<double>();
        var shared = new List<double>();
        var own = new List<double>();
        for (int round = 0; round < plan.Rounds; round++)
        {
            var these = new List<double>();
            var those = new List<double>();
            for (int i = 0; i < Openings; i++)
            {
                these.Add(await OpenAsync(worker, "large"));
                those.Add(await OpenAsync(worker, "small"));
            }

            openLarge.Add(Samples.Median(these));
            openSmall.Add(Samples.Median(those));
            await worker.AskAsync($"open large");
            shared.Add(await worker.AskAsync($"scan"));
            await worker.AskAsync($"close");
            own.Add(OwnScan());
            await plan.Progress.WriteLineAsync($"arrays, round {round + 1}: open {openLarge[^1]:F0} and {openSmall[^1]:F0} µs, scan {shared[^1]:F3} s, of own memory {own[^1]:F3} s");
        }

        return
        [
            ResultRow.Of(OpenLarge, "unix", openLarge, "µs", Bar.AtMost(2000)),
            ResultRow.Of(OpenRatio, "unix", openLarge, openSmall, "opening 4 MiB", "µs", Bar.AtMost(1.1)),
            ResultRow.Of(Scan, "unix", shared, own, "memory of one's own", "s", Bar.AtMost(1.1)),
        ];
    }

    private static async Task<double> OpenAsync(Worker worker, string name)
    {
        double microseconds = await worker.AskAsync($"open {name}");
        await worker.AskAsync($"close");
        return microseconds;
    }

    // As the workers sum theirs: block by block, the second of two passes.
    private static unsafe double OwnScan()
    {
        double* numbers = (double*)NativeMemory.Alloc((nuint)LargeLength, sizeof(double));
        try
        {
            const int Block = 1024 * 1024;
            for (long i = 0; i < LargeLength; i += Block) new Span<double>(numbers + i, Block).Fill(1);
            long start = 0;
            for (int pass = 0; pass < 2; pass++)
            {
                start = Stopwatch.GetTimestamp();
                double sum = 0;
                for (long i = 0; i < LargeLength; i += Block) sum += VectorSum.Of(new ReadOnlySpan<double>(numbers + i, Block));
                if (sum != LargeLength) throw new InvalidOperationException($"The sum is {sum}.");
            }

            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        finally
        {
            NativeMemory.Free(numbers);
        }
    }

    private static async Task<IEnumerable<ResultRow>> CopiedAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        await using ServedProcess server = await ServedProcess.StartAsync(ServerKind.ObjectServer, Pinning.None);
        foreach ((string link, string address) in new[] { ("grpc", server.AddressBy(Transport.Tcp)), ("unix", server.AddressBy(Transport.Unix)) })
        {
            await using ObjectClient client = await ObjectClient.ConnectAsync(address);
            await using SharedArray<double> array = await client.CreateArrayAsync<double>([CopiedLength], $"copied-{link}");
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
                read.Add(CopiedLength * sizeof(double) / 1e9 / await worker.AskAsync($"read"));
                written.Add(CopiedLength * sizeof(double) / 1e9 / await worker.AskAsync($"write"));
                await plan.Progress.WriteLineAsync($"arrays by {link}, round {round + 1}: read {read[^1]:F2} GB/s, written {written[^1]:F2} GB/s");
            }

            rows.Add(ResultRow.Of(Read, link, read, "GB/s", Bar.AtLeast(0.8)));
            rows.Add(ResultRow.Of(Write, link, written, "GB/s", Bar.AtLeast(0.8)));
        }

        return rows;
    }
}
