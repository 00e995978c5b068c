using ObjectServer.Benchmarks.Loads;
using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;
using ObjectServer.Benchmarks.Rivals.Python;

namespace ObjectServer.Benchmarks.Objects;

/// <summary>Creating, holding and finding objects: what is measured, beside what, and what is asked of it.</summary>
internal static class ObjectCases
{
    private static IReadOnlyList<ComparedCase> Creations { get; } =
    [
        new("create-release", "unix", Metric.PerSecond, Ours(Transport.Unix), [new(PythonPeers.Manager("create and release", "create"), Bar.AtLeast(5))]),
        new("create-release-grpc", "http", Metric.PerSecond, Ours(Transport.Tcp), [new(null)]),
    ];

    /// <summary>Measures, one case after the other.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) =>
        [.. await InterleavedRounds.RunAsync(Creations, plan), .. await IdleObjectsCase.RunAsync(plan)];

    private static ProcessContender Ours(Transport transport) =>
        new($"ours, {transport.Name()}, create and release", ServerKind.ObjectServer, transport, TargetKind.Creation, LoadKind.Async, callers: 1);
}
