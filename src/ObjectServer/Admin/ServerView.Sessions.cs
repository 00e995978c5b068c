using ObjectServer.Locks;
using ObjectServer.Objects;
using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <content>Sessions.</content>
internal sealed partial class ServerView
{
    // More of one object are not looked at for what one session has of it.
    private const int MostOfObject = 1000;

    /// <summary>By what sessions can be sorted; the first is the default.</summary>
    public static string[] SessionSorts { get; } = ["number", "client", "objects", "references", "holds", "pending", "calls", "away"];

    /// <summary>
    /// Lists sessions, and asks those of the page for a sign of life: how long one takes is known at the next look.
    /// </summary>
    /// <param name="query">Which of them; searched for are client, address and principal.</param>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public ListPage<SessionRecord> ListSessions(ListQuery query)
    {
        query.Demand(SessionSorts);
        var labels = new SessionLabels(sessions, unarySessions);
        IOpenSession[] found = [.. labels.All.Where(session => query.Finds(session.ClientName, session.LastPeer.Address, $"{session.Principal}"))];
        IEnumerable<IOpenSession> page = query.Sort switch
        {
            "client" => query.Page(found, static session => session.ClientName, Number),
            "objects" => query.Page(found, static session => session.References.Count, Number),
            "references" => query.Page(found, static session => session.References.TotalHeld, Number),
            "holds" => query.Page(found, static session => session.References.Holds?.Count ?? 0, Number),
            "pending" => query.Page(found, static session => session.Running, Number),
            "calls" => query.Page(found, static session => session.CallCount, Number),
            "away" => query.Page(found, static session => session.AwayFor ?? TimeSpan.Zero, Number),
            _ => query.Page(found, Number, Number),
        };
        return new ListPage<SessionRecord>([.. page.Select(session => Describe(session, labels))], found.Length, labels.All.Count);
    }

    /// <summary>All of one session; null when there is none of that number.</summary>
    public SessionDetail? FindSession(ulong number)
    {
        var labels = new SessionLabels(sessions, unarySessions);
        if (labels.All.FirstOrDefault(one => one.Number == number) is not { } session) return null;
        return new SessionDetail(
            Describe(session, labels),
            [.. session.References.MostOf(SessionDetail.Most).Select(static held => new HeldObject(held.Object.Id, held.Object.Name ?? "", TypeOf(held.Object), held.References))],
            [.. HoldsOf(session).Take(SessionDetail.Most)]);
    }

    /// <summary>The session of a number; null when there is none.</summary>
    public IOpenSession? SessionOf(ulong number) =>
        (IOpenSession?)sessions.All.FirstOrDefault(one => one.Number == number) ?? unarySessions.All.FirstOrDefault(one => one.Number == number);

    private static ulong Number(IOpenSession session) => session.Number;

    private SessionRecord Describe(IOpenSession session, SessionLabels labels)
    {
        session.Probe();
        SessionPeer peer = session.LastPeer;
        return new SessionRecord
        {
            Number = session.Number,
            Id = session.Id,
            ClientName = session.ClientName,
            ProcessId = session.ProcessId,
            Address = peer.Address,
            Principal = $"{session.Principal}",
            Connection = session.Connection,
            Started = session.Started,
            AwayFor = session.AwayFor,
            RoundTrip = session.RoundTrip,
            Objects = session.References.Count,
            References = session.References.TotalHeld,
            Holds = session.References.Holds?.CountKinds() ?? default,
            Subscriptions = session.Subscriptions,
            Pending = session.Running,
            Calls = session.CallCount,
            Errors = session.FailureCount,
            PendingCalls = CallRecords.Of(session.LookAtCalls(SessionRecord.MostCalls), Objects, labels, SessionRecord.MostCalls),
        };
    }

    private IEnumerable<SessionHoldRecord> HoldsOf(IOpenSession session)
    {
        foreach (SharedObject shared in Objects.Current)
        {
            if (shared.Instance is not IHeldOrAwaited waits) continue;
            WaitSight sight = waits.Look(MostOfObject);
            foreach (var held in sight.Held)
            {
                if (held.Session == session.References.Holds) yield return new SessionHoldRecord(shared.Id, shared.Name ?? "", waits.Nature, held.How, IsHeld: true, held.For);
            }

            foreach (var waiting in sight.Waiting)
            {
                if (waiting.Session == session.References.Holds) yield return new SessionHoldRecord(shared.Id, shared.Name ?? "", waits.Nature, waiting.How, IsHeld: false, waiting.For);
            }
        }
    }
}
