using ObjectServer.Locks;
using ObjectServer.Objects;

namespace ObjectServer.Admin;

/// <content>What sessions have of locks, queues and the like, and where they wait.</content>
internal sealed partial class ServerView
{
    /// <summary>By what locks can be sorted; the first is the default.</summary>
    public static string[] LockSorts { get; } = ["id", "name", "holders", "waiters"];

    /// <summary>Lists the objects of which somebody has something, or at which somebody waits.</summary>
    /// <param name="query">Which of them; searched for are name and nature.</param>
    /// <param name="includeIdle">Also those of which nobody has anything, and at which nobody waits.</param>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public ListPage<WaitRecord> ListLocks(ListQuery query, bool includeIdle = false)
    {
        query.Demand(LockSorts);
        (SharedObject Shared, IHeldOrAwaited Waits, WaitSight Counts)[] all =
        [
            .. Objects.Current
                .Where(static shared => shared.Instance is IHeldOrAwaited)
                .Select(static shared => (Shared: shared, Waits: (IHeldOrAwaited)shared.Instance, Counts: ((IHeldOrAwaited)shared.Instance).Look(0)))
                .Where(one => includeIdle || one.Counts.Holders > 0 || one.Counts.Waiters > 0),
        ];
        var found = all.Where(one => query.Finds(one.Shared.Name, one.Waits.Nature)).ToArray();
        var labels = new SessionLabels(sessions, unarySessions);
        var page = query.Sort switch
        {
            "name" => query.Page(found, static one => one.Shared.Name ?? "\uffff", static one => one.Shared.Id),
            "holders" => query.Page(found, static one => one.Counts.Holders, static one => one.Shared.Id),
            "waiters" => query.Page(found, static one => one.Counts.Waiters, static one => one.Shared.Id),
            _ => query.Page(found, static one => one.Shared.Id, static one => one.Shared.Id),
        };
        return new ListPage<WaitRecord>([.. page.Select(one => Describe(one.Shared, one.Waits, labels))], found.Length, all.Length);
    }

    private static WaitRecord Describe(SharedObject shared, IHeldOrAwaited waits, SessionLabels labels)
    {
        WaitSight sight = waits.Look(ObjectRecord.MostDetails);
        return new WaitRecord(
            shared.Id,
            shared.Name ?? "",
            waits.Nature,
            sight.State,
            sight.Holders,
            sight.Waiters,
            [.. sight.Held.Select(one => new HoldRecord(labels.Of(one.Session), one.How, one.For))],
            [.. sight.Waiting.Select(one => new HoldRecord(labels.Of(one.Session), one.How, one.For))]);
    }
}
