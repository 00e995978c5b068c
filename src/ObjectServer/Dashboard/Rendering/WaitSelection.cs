using ObjectServer.Admin;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>The locks, queues and the like that a page is about. One per request.</summary>
internal sealed class WaitSelection
{
    private readonly Dictionary<ulong, WaitRecord> _waits = [];

    /// <summary>Takes what is shown.</summary>
    public void Set(IEnumerable<WaitRecord> waits)
    {
        foreach (WaitRecord one in waits) _waits[one.Object] = one;
    }

    /// <summary>Who has something of an object, or waits at it.</summary>
    public HoldRecord[] Of(ulong id, bool isHeld) => _waits.TryGetValue(id, out WaitRecord? one) ? [.. isHeld ? one.Held : one.Waiting] : [];
}
