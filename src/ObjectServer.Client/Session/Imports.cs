namespace ObjectServer.Client.Session;

/// <summary>
/// Which references of the other side's objects became proxies while one payload was read on this thread: the others in it are given back
/// when reading fails.
/// </summary>
internal static class Imports
{
    [ThreadStatic]
    private static List<ulong>? _ids;

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
