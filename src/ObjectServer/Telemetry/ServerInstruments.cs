using System.Diagnostics.Metrics;
using ObjectServer.Dispatch;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Memory;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;

namespace ObjectServer.Telemetry;

/// <summary>
/// What a server measures, under the meter <c>ObjectServer</c>. All but two histograms is read from what is kept anyway when somebody collects it, so that
/// a call pays nothing for it. docs/telemetry.md has the names.
/// </summary>
internal sealed class ServerInstruments(ObjectHost host, SessionTable sessions, UnarySessionTable unarySessions, CpuLane lane, MemoryHost memory) : IDisposable
{
    private const string Kind = "objectserver.session.kind";

    private readonly Meter _meter = new(CallTracing.ServedName);

    /// <summary>Measures from now on. Called once.</summary>
    public void Begin()
    {
        host.Statistics.Instruments = new CallInstruments(_meter);
        _meter.CreateObservableCounter("objectserver.calls", Calls, "{call}", "Calls of members that have ended, by how.");
        _meter.CreateObservableUpDownCounter(
            "objectserver.sessions",
            () => new Measurement<int>[] { new(sessions.Count, Tag(Kind, "link")), new(unarySessions.Count, Tag(Kind, "unary")) },
            "{session}",
            "Sessions, those included whose client is away.");
        _meter.CreateObservableUpDownCounter("objectserver.links", () => sessions.All.Count(static session => session.IsLinked), "{link}", "Sessions whose client is linked at the moment.");
        _meter.CreateObservableUpDownCounter("objectserver.objects", Objects, "{object}", "Shared objects, by their type.");
        _meter.CreateObservableUpDownCounter("objectserver.calls.pending", Pending, "{call}", "Calls and requests that wait or run.");
        _meter.CreateObservableUpDownCounter("objectserver.cpu_lane.running", () => lane.Running, "{thread}", "Threads of the lane for CPU-bound members that compute at the moment.");
        _meter.CreateObservableUpDownCounter("objectserver.cpu_lane.waiting", () => lane.Waiting, "{call}", "Pieces of work that wait for a thread of that lane.");
        _meter.CreateObservableUpDownCounter("objectserver.cpu_lane.threads", () => lane.Threads, "{thread}", "Threads of that lane.");
        _meter.CreateObservableUpDownCounter("objectserver.memory.shared", () => memory.TotalBytes, "By", "Bytes of all segments of shared memory.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        host.Statistics.Instruments = null;
        _meter.Dispose();
    }

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);

    private List<Measurement<long>> Calls()
    {
        var measured = new List<Measurement<long>>();
        foreach (MemberStatistics member in host.Statistics.Members)
        {
            foreach (CallEnd end in Enum.GetValues<CallEnd>())
            {
                if (member.CountOf(end) is > 0 and var count)
                    measured.Add(new Measurement<long>(count, Tag("objectserver.type", member.Type), Tag("objectserver.member", member.Member), Tag(OutcomeTag.Name, OutcomeTag.Of(end))));
            }
        }

        return measured;
    }

    private IEnumerable<Measurement<int>> Objects() => host.Objects.All
        .GroupBy(static shared => shared.TypeName ?? MemberLabels.Of(shared.Type.Class), StringComparer.Ordinal)
        .Select(static type => new Measurement<int>(type.Count(), Tag("objectserver.type", type.Key)));

    private int Pending() => sessions.All.Sum(static session => session.Running) + unarySessions.All.Sum(static session => session.Running);
}
