using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>All experiments, one after the other.</summary>
internal static class ExperimentCases
{
    private static readonly IReadOnlyList<Func<MeasuringPlan, Task<IReadOnlyList<ResultRow>>>> All =
    [
        SlicesCase.RunAsync, NanSumCase.RunAsync, CopyOnWriteCase.RunAsync, NapCase.RunAsync, InPlaceArrayCases.RunAsync, CopiedArrayCases.RunAsync,
        MonteCarloLoopCase.RunAsync, ReplicaExchangeCase.RunAsync,
    ];

    /// <summary>Measures those that the plan wants.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan)
    {
        var rows = new List<ResultRow>();
        foreach (Func<MeasuringPlan, Task<IReadOnlyList<ResultRow>>> run in All) rows.AddRange(await run(plan));
        return rows;
    }
}
