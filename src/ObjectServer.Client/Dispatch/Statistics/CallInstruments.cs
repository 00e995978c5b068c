using System.Diagnostics;
using System.Diagnostics.Metrics;
using ObjectServer.Telemetry;

namespace ObjectServer.Dispatch.Statistics;

/// <summary>The histograms that every call is recorded in, where somebody listens. Calls may overlap.</summary>
/// <param name="meter">The server's.</param>
internal sealed class CallInstruments(Meter meter)
{
    private readonly Histogram<double> _duration = meter.CreateHistogram<double>(
        "objectserver.call.duration", "s", "How long calls ran, from the reading of their arguments to the writing of their result.", tags: null, Boundaries.OfSeconds);

    private readonly Histogram<double> _wait = meter.CreateHistogram<double>(
        "objectserver.call.wait", "s", "How long calls waited for their object and a thread before they ran.", tags: null, Boundaries.OfSeconds);

    /// <summary>A call has ended that ran.</summary>
    /// <param name="member">What was called.</param>
    /// <param name="ran">How long it ran, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="waited">How long it waited before.</param>
    /// <param name="end">How it ended.</param>
    public void Record(MemberStatistics member, long ran, long waited, CallEnd end)
    {
        if (_duration.Enabled) _duration.Record(Seconds(ran), new TagList { { "objectserver.type", member.Type }, { "objectserver.member", member.Member }, { OutcomeTag.Name, OutcomeTag.Of(end) } });
        if (_wait.Enabled) _wait.Record(Seconds(waited), new TagList { { "objectserver.type", member.Type }, { "objectserver.member", member.Member } });
    }

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;
}
