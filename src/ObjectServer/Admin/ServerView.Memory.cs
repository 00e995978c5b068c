using ObjectServer.Memory;
using ObjectServer.Objects;

namespace ObjectServer.Admin;

/// <content>Shared memory.</content>
internal sealed partial class ServerView
{
    /// <summary>By what segments can be sorted; the first is the default.</summary>
    public static string[] SegmentSorts { get; } = ["id", "name", "bytes", "references"];

    /// <summary>Lists segments of shared memory.</summary>
    /// <param name="query">Which of them; searched for are name and layout.</param>
    /// <exception cref="ArgumentException">There is no such page.</exception>
    public ListPage<SegmentRecord> ListSegments(ListQuery query)
    {
        query.Demand(SegmentSorts);
        Dictionary<string, SharedObject> byFile = new(StringComparer.Ordinal);
        foreach (SharedObject shared in Objects.Current)
        {
            if (shared.Instance is ILiveMemory live) byFile[live.File.Path] = shared;
        }

        (SharedSegment Segment, SharedObject? Shared)[] all = [.. memory.Segments.Select(segment => (segment, byFile.GetValueOrDefault(segment.File.Path)))];
        (SharedSegment Segment, SharedObject? Shared)[] found = [.. all.Where(one => query.Finds(one.Shared?.Name, $"{one.Segment.Layout}"))];
        IEnumerable<(SharedSegment Segment, SharedObject? Shared)> sorted = query.Sort switch
        {
            "name" => query.Page(found, static one => one.Shared?.Name ?? "\uffff", Id),
            "bytes" => query.Page(found, static one => one.Segment.Mapping.ContentBytes, Id),
            "references" => query.Page(found, static one => one.Shared?.References ?? 0, Id),
            _ => query.Page(found, Id, Id),
        };
        (SharedSegment Segment, SharedObject? Shared)[] page = [.. sorted];
        SharedObject[] shown = [.. page.Select(static one => one.Shared).OfType<SharedObject>()];
        List<ObjectHolder>[] holders = HoldersOf(shown, new SessionLabels(sessions, unarySessions));
        return new ListPage<SegmentRecord>([.. page.Select(one => Describe(one.Segment, one.Shared, one.Shared is null ? [] : holders[Array.IndexOf(shown, one.Shared)]))], found.Length, all.Length);
    }

    // Those that are not shared come last.
    private static ulong Id((SharedSegment Segment, SharedObject? Shared) one) => one.Shared?.Id ?? ulong.MaxValue;

    private static SegmentRecord Describe(SharedSegment segment, SharedObject? shared, List<ObjectHolder> holders) => new(
        shared?.Id ?? 0,
        shared?.Name ?? "",
        $"{segment.Layout}",
        segment.Mapping.ContentBytes,
        Math.Max(0, shared?.References ?? 0),
        [.. holders.OrderByDescending(static holder => holder.References).Take(ObjectRecord.MostDetails)]);
}
