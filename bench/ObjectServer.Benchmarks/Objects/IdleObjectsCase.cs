using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>
/// What a million objects take in the server that nobody calls, and how fast some of them are called beside as many where there are no others: ten,
/// which are in the processor's caches then, and a thousand, which are hardly.
/// </summary>
internal static class IdleObjectsCase
{
    private const string Id = "idle-objects";
    private const string HeapId = $"{Id}-heap";
    private const string CallsId = $"{Id}-calls";
    private const string Link = "unix";
    private const int Many = 1_000_000;

    // Creating so many takes longer than to measure them.
    private const int MostRounds = 3;

    // It takes more to tell a few hundredths from chance than a case is given otherwise: so many times as long.
    private const int Times = 3;

    // A thousand are spread over a heap of half a gigabyte, which costs what memory costs: that is shown, and no bar.
    private static readonly (int Called, Bar? Bar)[] Calls = [(10, Bar.AtLeast(0.9)), (1000, null)];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    // One session holds them all.
    private static readonly string[] Flags = ["--max-objects", ArgumentText.Of(Many), "--log-level", "warning"];

    /// <summary>Measures in turn, round by round.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        if (!((string[])[Id, HeapId, CallsId]).Any(plan.Wants)) return [];
        var rows = new List<ResultRow>();
        var memory = new List<double>();
        var heap = new List<double>();
        foreach ((int called, Bar? bar) in Calls)
        {
            var many = new List<double>();
            var alone = new List<double>();
            for (int round = 1; round <= Math.Min(plan.Rounds, MostRounds); round++)
            {
                (ServerMemory each, double[] rates, double[] ratesAlone) = await MeasureAsync(called, plan with { Duration = Times * plan.Duration });
                memory.Add(each.Private - Token.OwnBytes);
                heap.Add(each.Heap - Token.OwnBytes);
                many.AddRange(rates);
                alone.AddRange(ratesAlone);
                await plan.Progress.WriteLineAsync(
                    $"{Id}, round {round}: {FigureText.Of(memory[^1])} bytes each, {FigureText.Of(heap[^1])} of them on the heap; "
                    + $"{called} called: {FigureText.Of(Samples.Median(rates))} calls/s, without the others {FigureText.Of(Samples.Median(ratesAlone))}");
            }

            rows.Add(ResultRow.Of($"{CallsId}-{ArgumentText.Of(called)}", Link, many, alone, $"{called} objects without others", "calls/s", bar));
        }

        return [ResultRow.Of(Id, Link, memory, "bytes/object", Bar.AtMost(400)), ResultRow.Of(HeapId, Link, heap, "bytes/object"), .. rows];
    }

    private static async Task<(ServerMemory Each, double[] Rates, double[] RatesAlone)> MeasureAsync(int called, MeasuringPlan plan)
    {
        await using ServedProcess full = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, Flags);
        await using ServedProcess other = await ServedProcess.StartAsync(ServerKind.ObjectServer, plan.Pinning, Flags);
        await using ServerGauge gauge = await ServerGauge.ConnectAsync(full);

        // What the first objects bring with them is the server's own: code, threads, tables.
        await using (ChildProcess first = Holder(full, called, called, plan)) await first.ReadLineAsync(TokensProgram.Held, Limit);
        ServerMemory before = gauge.Read();
        await using ChildProcess manyHolder = Holder(full, Many, called, plan);
        string many = await manyHolder.ReadLineAsync(TokensProgram.Held, Limit);
        ServerMemory after = gauge.Read();
        await using ChildProcess fewHolder = Holder(other, called, called, plan);
        string few = await fewHolder.ReadLineAsync(TokensProgram.Held, Limit);

        await using ChildProcess manyCaller = await CallerAsync(full, many, plan);
        await using ChildProcess fewCaller = await CallerAsync(other, few, plan);
        (IReadOnlyList<Figures> ofMany, IReadOnlyList<Figures> alone) = await TurnTaking.MeasureAsync(manyCaller, fewCaller, plan);
        return ((after - before) / Many, [.. ofMany.Select(Metric.Rate.Of)], [.. alone.Select(Metric.Rate.Of)]);
    }

    private static ChildProcess Holder(ServedProcess served, int count, int named, MeasuringPlan plan) =>
        Start(served, plan, "--hold", ArgumentText.Of(count), "--named", ArgumentText.Of(named));

    private static async Task<ChildProcess> CallerAsync(ServedProcess served, string held, MeasuringPlan plan)
    {
        ChildProcess caller = Start(served, plan);
        await caller.WriteLineAsync(held[TokensProgram.Held.Length..]);
        return caller;
    }

    private static ChildProcess Start(ServedProcess served, MeasuringPlan plan, params string[] arguments) =>
        ChildProcess.Start(Pinning.Apply(plan.Pinning.Client, OwnProgram.Command(["tokens", "--address", served.AddressBy(Transport.Unix), .. arguments])));
}
