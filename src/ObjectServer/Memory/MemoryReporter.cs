using ObjectServer.Client;
using ObjectServer.Client.Memory;
using ObjectServer.Client.Session;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Session;
using ObjectServer.Session.Access;
using ObjectServer.Wire;

namespace ObjectServer.Memory;

/// <summary>Says what memory the server and its local clients take. Calls may overlap; they are answered one after the other.</summary>
internal sealed class MemoryReporter(ObjectHost host, MemoryHost memory, SessionTable sessions, UnarySessionTable unarySessions) : IDisposable
{
    private const int MostHolders = 64;

    // Reading the state of a process stops it for a moment: many who ask must not make that many.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Takes a report.</summary>
    /// <param name="access">What the caller may do; null for everything. It sees the objects that it may use.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="AccessDeniedException">The caller may not administer the server.</exception>
    public async Task<MemoryState> ReportAsync(SessionAccess? access, CancellationToken cancel)
    {
        access?.DemandAdministration("report its memory");
        await _turn.WaitAsync(cancel);
        try
        {
            var state = new MemoryState();
            state.Processes.AddRange(Processes(cancel).Select(MemoryStates.Write));
            SharedObject[] shown = [.. access is null ? host.Objects.All : host.Objects.All.Where(access.Shows)];
            AddSegments(state, shown, showsAll: access?.MayAll(ObjectPermissions.Call) != false);
            state.Objects.AddRange(Count(shown));
            return state;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private static IEnumerable<ObjectCounter> Count(IEnumerable<SharedObject> shown) => shown
        .GroupBy(static shared => (Type: shared.TypeName ?? "", Contract: shared.Type.Contracts[0].Name))
        .Select(static group => new ObjectCounter { Type = group.Key.Type, Contract = group.Key.Contract, Count = (ulong)group.Count() })
        .OrderByDescending(static counter => counter.Count).ThenBy(static counter => counter.Type, StringComparer.Ordinal).ThenBy(static counter => counter.Contract, StringComparer.Ordinal);

    private IEnumerable<ProcessMemory> Processes(CancellationToken cancel)
    {
        // Looked up once for each: a session may lose its process, and get another one, at any time.
        ILookup<int, ServerSession> byProcess = sessions.All
            .Select(static session => (Session: session, Id: session.Client.IsOwnProcess ? Environment.ProcessId : session.Process is { HasEnded: false } process ? process.Id : 0))
            .Where(static one => one.Id != 0)
            .ToLookup(static one => one.Id, static one => one.Session);
        yield return ProcessReading.Read(Environment.ProcessId, "") with { IsServer = true, Sessions = byProcess[Environment.ProcessId].Count() };
        foreach (IGrouping<int, ServerSession> client in byProcess.Where(static process => process.Key != Environment.ProcessId).OrderBy(static process => process.Key))
        {
            cancel.ThrowIfCancellationRequested();
            yield return ProcessReading.Read(client.Key, client.First().ClientName) with { Sessions = client.Count() };
        }
    }

    private void AddSegments(MemoryState state, IEnumerable<SharedObject> shown, bool showsAll)
    {
        Dictionary<ulong, SegmentState> byId = [];

        // A list is no segment, but has one: they have the same file.
        Dictionary<string, SharedSegment> live = memory.Segments.ToDictionary(static segment => segment.File.Path, StringComparer.Ordinal);
        var unshared = new Dictionary<string, SharedSegment>(live, live.Comparer);
        foreach (ILiveMemory shared in host.Objects.All.Select(static shared => shared.Instance).OfType<ILiveMemory>()) unshared.Remove(shared.File.Path);
        foreach (SharedObject shared in shown)
        {
            if (shared.Instance is ILiveMemory one && live.TryGetValue(one.File.Path, out SharedSegment? segment)) byId[shared.Id] = Describe(segment, shared);
        }

        IEnumerable<SegmentState> segments = byId.Values.OrderBy(static segment => segment.Name.Length == 0).ThenBy(static segment => segment.Object);
        if (showsAll) segments = segments.Concat(unshared.Values.Select(static segment => Describe(segment, null)).OrderByDescending(static segment => segment.Bytes));
        foreach (ServerSession session in sessions.All) AddHolder(byId, session.References, session.ClientName, session.ProcessId);
        foreach (UnarySession session in unarySessions.All) AddHolder(byId, session.References, session.ClientName, 0);
        state.Segments.AddRange(segments);
    }

    private static void AddHolder(Dictionary<ulong, SegmentState> segments, SessionReferences references, string client, long process)
    {
        foreach (ulong id in references.HeldAmong(segments))
        {
            SegmentState segment = segments[id];
            if (segment.Holders.Count < MostHolders) segment.Holders.Add(new HolderState { Client = client, Process = process });
        }
    }

    private static SegmentState Describe(SharedSegment segment, SharedObject? shared)
    {
        var state = new SegmentState
        {
            Object = shared?.Id ?? 0,
            Name = shared?.Name ?? "",
            ElementType = segment.Layout.ElementType,
            Bytes = (ulong)segment.Mapping.ContentBytes,
            References = (ulong)Math.Max(0, shared?.References ?? 0),
        };
        state.Shape.AddRange(segment.Layout.Shape);
        return state;
    }
}
