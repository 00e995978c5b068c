using ObjectServer.Client.Session;
using ObjectServer.Dispatch;
using ObjectServer.Locks;
using ObjectServer.Objects;
using ObjectServer.Session;

namespace ObjectServer.Admin;

/// <content>Objects.</content>
internal sealed partial class ServerView
{
    /// <summary>By what objects can be sorted; the first is the default.</summary>
    public static string[] ObjectSorts { get; } = ["id", "name", "type", "references", "calls", "errors", "waiting", "running"];

    /// <summary>Lists objects.</summary>
    /// <param name="query">Which of them; searched for are name, type and contract.</param>
    /// <param name="name">Only the object of this name; null for all.</param>
    /// <param name="prefix">Only named objects whose name begins so; empty for all.</param>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public ListPage<ObjectRecord> ListObjects(ListQuery query, string? name = null, string prefix = "")
    {
        query.Demand(ObjectSorts);
        SharedObject[] all = [.. Objects.Current];
        SharedObject[] found = [.. all.Where(shared => (name is null || shared.Name == name) && HasPrefix(shared, prefix) && query.Finds(shared.Name, TypeOf(shared), shared.Type.Contracts[0].Name))];
        var labels = new SessionLabels(sessions, unarySessions);
        Lazy<ILookup<ulong, CallSight>> calls = new(() => CallRecords.ByObject(labels));
        SharedObject[] page = [.. Sort(query, found, calls)];
        return new ListPage<ObjectRecord>(Describe(page, labels, calls), found.Length, all.Length);
    }

    private static IEnumerable<SharedObject> Sort(ListQuery query, SharedObject[] found, Lazy<ILookup<ulong, CallSight>> calls) => query.Sort switch
    {
        // Those without a name come last.
        "name" => query.Page(found, static shared => shared.Name ?? "\uffff", Id),
        "type" => query.Page(found, TypeOf, Id),
        "references" => query.Page(found, static shared => shared.References, Id),
        "calls" => query.Page(found, static shared => shared.Calls, Id),
        "errors" => query.Page(found, static shared => shared.Failures, Id),
        "waiting" => query.Page(found, static shared => shared.Gate?.Waiting ?? 0, Id),
        "running" => SortByRunning(query, found, calls.Value),
        _ => query.Page(found, Id, Id),
    };

    // In most objects nothing runs.
    private static IEnumerable<SharedObject> SortByRunning(ListQuery query, SharedObject[] found, ILookup<ulong, CallSight> calls)
    {
        Dictionary<ulong, TimeSpan> longest = calls.ToDictionary(static group => group.Key, static group => group.Max(static call => call.Age));
        return query.Page(found, shared => shared.Gate is { } gate ? gate.RunningFor ?? TimeSpan.Zero : longest.GetValueOrDefault(shared.Id), Id);
    }

    private static bool HasPrefix(SharedObject shared, string prefix) => prefix.Length == 0 || shared.Name?.StartsWith(prefix, StringComparison.Ordinal) == true;

    private static ulong Id(SharedObject shared) => shared.Id;

    private static string TypeOf(SharedObject shared) => shared.TypeName ?? shared.Type.Class.Name;

    private List<ObjectRecord> Describe(SharedObject[] page, SessionLabels labels, Lazy<ILookup<ulong, CallSight>> calls)
    {
        List<ObjectHolder>[] holders = HoldersOf(page, labels);
        var records = new List<ObjectRecord>(page.Length);
        for (int i = 0; i < page.Length; i++) records.Add(Describe(page[i], holders[i], labels, calls));
        return records;
    }

    private ObjectRecord Describe(SharedObject shared, List<ObjectHolder> holders, SessionLabels labels, Lazy<ILookup<ulong, CallSight>> calls)
    {
        GateSight? gate = shared.Gate?.Look(ObjectRecord.MostDetails);
        IEnumerable<CallSight> running = gate is null ? calls.Value[shared.Id] : gate.Inside;
        return new ObjectRecord
        {
            Reference = new ObjectReference(server.Identity.Id, server.Identity.Generation, shared.Id, shared.Type.Contracts[0].Fingerprint),
            Type = TypeOf(shared),
            Contract = shared.Type.Contracts[0].Name,
            Name = shared.Name ?? "",
            Concurrency = gate is null ? ObjectConcurrency.Concurrent : ObjectConcurrency.Serialized,
            References = Math.Max(0, shared.References),
            Holders = holders.Count,
            HeldBy = [.. holders.OrderByDescending(static holder => holder.References).ThenBy(static holder => holder.Session.Number).Take(ObjectRecord.MostDetails)],
            Calls = shared.Calls,
            Errors = shared.Failures,
            Waiting = gate?.Queue.Waiting ?? 0,
            LongestWait = gate?.Queue.LongestWait ?? TimeSpan.Zero,
            WaitingCalls = gate is null ? [] : CallRecords.Of(gate.Waiting, Objects, labels, ObjectRecord.MostDetails),
            Running = CallRecords.Of(running, Objects, labels, ObjectRecord.MostDetails),
            Waits = shared.Instance is IHeldOrAwaited waits ? Describe(shared, waits, labels) : null,
        };
    }

    // One look at each session, however many objects there are.
    private static List<ObjectHolder>[] HoldersOf(SharedObject[] page, SessionLabels labels)
    {
        List<ObjectHolder>[] holders = [.. page.Select(static _ => new List<ObjectHolder>())];
        Dictionary<ulong, int> places = new(page.Length);
        for (int i = 0; i < page.Length; i++) places[page[i].Id] = i;
        long[] counts = new long[page.Length];
        foreach (IOpenSession session in labels.All)
        {
            SessionReferences references = session.References;
            if (references.Count == 0) continue;
            references.CountHeld(places, counts);
            SessionLabel? label = null;
            for (int i = 0; i < counts.Length; i++)
            {
                if (counts[i] > 0) holders[i].Add(new ObjectHolder(label ??= SessionLabels.Of(session), counts[i]));
            }
        }

        return holders;
    }
}
