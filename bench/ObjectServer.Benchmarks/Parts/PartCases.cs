using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using ObjectServer.Benchmarks.Measuring;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>Single parts of a call, each beside the nearest other way to do the same, in this process: nanoseconds each.</summary>
internal static class PartCases
{
    private static readonly (string Id, Type Type, string Rival)[] Cases =
    [
        ("part-call-frame", typeof(CallFrames), "generated code"),
        ("part-result-frame", typeof(ResultFrames), "generated code"),
        ("part-arguments", typeof(Arguments), "JSON"),
        ("part-wake-up", typeof(WakeUps), "a monitor"),
        ("part-call-counts", typeof(CallCounts), "instruments with a listener"),
    ];

    /// <summary>Measures the parts that the plan wants.</summary>
    public static Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) => Task.FromResult<IReadOnlyList<ResultRow>>(
        [.. Cases.Where(one => plan.Wants(one.Id)).Select(one => Measure(one.Id, one.Type, one.Rival, plan))]);

    private static ResultRow Measure(string id, Type type, string rival, MeasuringPlan plan)
    {
        plan.Progress.WriteLine(id);
        Summary summary = BenchmarkRunner.Run(type, Settings(plan));
        return ResultRow.Of(id, "", Nanoseconds(summary, "Ours"), Nanoseconds(summary, "Theirs"), rival, "ns");
    }

    // It says nothing itself and leaves no log: what it finds out becomes a row.
    private static ManualConfig Settings(MeasuringPlan plan) => ManualConfig.CreateEmpty()
        .AddJob(Job.Default.WithToolchain(InProcessNoEmitToolchain.Instance).WithWarmupCount(5).WithIterationCount(Math.Max(5, plan.Rounds)))
        .AddLogger(NullLogger.Instance)
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "objectserver-benchmarks"))
        .WithOptions(ConfigOptions.DisableLogFile);

    private static double[] Nanoseconds(Summary summary, string method)
    {
        BenchmarkReport report = summary.Reports.Single(report => report.BenchmarkCase.Descriptor.WorkloadMethod.Name == method);
        return
        [
            .. from measurement in report.AllMeasurements
               where measurement is { IterationMode: IterationMode.Workload, IterationStage: IterationStage.Actual }
               select measurement.Nanoseconds / measurement.Operations,
        ];
    }
}
