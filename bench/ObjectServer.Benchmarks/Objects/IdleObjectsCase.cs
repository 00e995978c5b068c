using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>What a million objects take in the server that nobody calls, and how fast some of them are called beside some of ten.</summary>
internal static class IdleObjectsCase
{
    private const string Id = "idle-objects";
    private const string HeapId = $"{Id}-heap";
    private const string CallsId = $"{Id}-calls";
    private const string Link = "unix";
    private const int Many = 1_000_000;
    private const int Few = 10;

    // Creating so many takes longer than to measure them.
    private const int MostRounds = 3;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // One session holds them all.
    private static readonly string[] Flags = ["--max-objects", ArgumentText.Of(Many), "--log-level", "warning"];

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!((string[])[Id, HeapId, CallsId]).Any(plan.Wants)) return [];
        var memory = new List<double>();
        var heap = new List<double>();
        var many = new List<double>();
        var few = new List<double>();
        for (int round = 1; round <= Math.Min(plan.Rounds, MostRounds); round++)
        {
            // In turn the one and the other first: the machine may be faster or slower a minute later.
            if (round % 2 == 1) few.Add((await MeasureAsync(Few, plan)).Rate);
            (ServerMemory each, double rate) = await MeasureAsync(Many, plan);
            if (round % 2 == 0) few.Add((await MeasureAsync(Few, plan)).Rate);
            memory.Add(each.Private - Token.OwnBytes);
            heap.Add(each.Heap - Token.OwnBytes);
            many.Add(rate);
            await plan.Progress.WriteLineAsync(
                $"{Id}, round {round}: {FigureText.Of(memory[^1])} bytes each, {FigureText.Of(heap[^1])} of them on the heap; "
                + $"{FigureText.Of(rate)} calls/s, of ten {FigureText.Of(few[^1])}");
        }

        return
        [
            ResultRow.Of(Id, Link, memory, "bytes/object", Bar.AtMost(400)),
            ResultRow.Of(HeapId, Link, heap, "bytes/object"),
            ResultRow.Of(CallsId, Link, many, few, "the same with ten objects", "calls/s", Bar.AtLeast(0.9)),
        ];
    }

    private static async Task<(ServerMemory Each, double Rate)> MeasureAsync(int count, MeasuringPlan plan)
    {
        await using ServedProcess served = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, Flags);
        await using ServerGauge gauge = await ServerGauge.ConnectAsync(served);
        string address = served.AddressBy(Transport.Unix);

        // What the first objects bring with them is the server's own: code, threads, tables.
        await using (ChildProcess first = Start(plan, address, "--hold", ArgumentText.Of(Few))) await first.ReadLineAsync(TokensProgram.Held, Limit);
        ServerMemory before = gauge.Read();
        await using ChildProcess holder = Start(plan, address, "--hold", ArgumentText.Of(count));
        string held = await holder.ReadLineAsync(TokensProgram.Held, Limit);
        ServerMemory all = gauge.Read();
        await using ChildProcess caller = Start(
            plan, address, "--warmup", ArgumentText.Seconds(plan.Warmup), "--seconds", ArgumentText.Seconds(plan.Duration));
        await caller.WriteLineAsync(held[TokensProgram.Held.Length..]);
        Figures figures = Figures.Parse(await caller.ReadLastLineAsync(plan.Warmup + plan.Duration + Limit));
        return ((all - before) / count, Metric.Rate.Of(figures));
    }

    private static ChildProcess Start(MeasuringPlan plan, string address, params string[] arguments) =>
        ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, OwnProgram.Command(["tokens", "--address", address, .. arguments])));
}
