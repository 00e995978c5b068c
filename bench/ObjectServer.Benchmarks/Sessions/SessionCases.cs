using ObjectServer.Benchmarks.Measuring;
using ObjectServer.Benchmarks.Processes;

namespace ObjectServer.Benchmarks.Sessions;

/// <summary>Many clients at once: what is measured, and what is asked of it.</summary>
internal static class SessionCases
{
    /// <summary>Measures, one case after the other.</summary>
    public static async Task<IReadOnlyList<ResultRow>> RunAsync(MeasuringPlan plan) =>
    [
        .. await ServerStartCase.RunAsync(plan),
        .. await new IdleSessionsCase("idle-sessions-unix", Transport.Unix, Bar.AtMost(25)).RunAsync(plan),
        .. await new IdleSessionsCase("idle-sessions-grpc", Transport.Tcp, Bar.AtMost(100)).RunAsync(plan),
        .. await ResumeCase.RunAsync(plan),
        .. await new ScalingCase("scaling-unix", Transport.Unix).RunAsync(plan),
        .. await new ScalingCase("scaling-grpc", Transport.Tcp).RunAsync(plan),
    ];
}
