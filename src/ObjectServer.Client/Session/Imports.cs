using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>
/// What the arguments of one call mention, noted on the thread that reads them. Which references of the other side's objects became
/// proxies: the others are given back when reading fails. And which objects of this side they are: whoever holds one may let go at any
/// time, so the call keeps it until it has ended.
/// </summary>
internal static class Imports
{
    [ThreadStatic]
    private static List<ulong>? _ids;

    [ThreadStatic]
    private static List<SharedObject>? _pinned;

    [ThreadStatic]
    private static bool _noting;

    /// <summary>Begins to note, for one payload.</summary>
    public static void Begin()
    {
        _ids?.Clear();
        _noting = true;
    }

    /// <summary>A reference became a proxy.</summary>
    public static void Note(ulong objectId)
    {
        if (_noting) (_ids ??= []).Add(objectId);
    }

    /// <summary>Keeps an object of this side that the payload mentions; false when it has gone.</summary>
    public static bool TryPin(SharedObject shared)
    {
        // What comes home in a result is its receiver's to keep.
        if (!_noting) return true;
        if (!shared.TryPin()) return false;
        (_pinned ??= []).Add(shared);
        return true;
    }

    /// <summary>The objects kept since the last time, each as often as it was; null for none. They are the caller's to unpin.</summary>
    public static IReadOnlyList<SharedObject>? TakePinned()
    {
        List<SharedObject>? pinned = _pinned;
        if (pinned is not null) _pinned = null;
        return pinned;
    }

    /// <summary>What the arguments mention is not used any more.</summary>
    public static void Unpin(IReadOnlyList<SharedObject>? pinned)
    {
        if (pinned is null) return;
        foreach (SharedObject shared in pinned) shared.Unpin();
    }

    /// <summary>The payload is read.</summary>
    public static void End() => _noting = false;

    /// <summary>The payload cannot be read: the ids noted, each as often as it was; none when it was not begun.</summary>
    public static IReadOnlyList<ulong> Fail()
    {
        if (!_noting) return [];
        _noting = false;
        return _ids ?? [];
    }
}
