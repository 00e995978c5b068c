using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <summary>
/// What one message mentions, noted on the thread that writes it: objects of this side, which the other side holds once more for it, and
/// proxies of objects of the other side, which are not released before the message has done its work.
/// </summary>
internal sealed class Exports
{
    [ThreadStatic]
    private static Exports? _current;

    private List<SharedObject>? _held;
    private List<RemoteHandle>? _pinned;

    /// <summary>
    /// Begins to note, for one message. Returns the notes of the message around it: a property of an argument may itself call a proxy when
    /// it is read.
    /// </summary>
    public static Exports? Begin()
    {
        Exports? outer = _current;
        _current = null;
        return outer;
    }

    /// <summary>What was noted since <see cref="Begin"/>; null for nothing.</summary>
    /// <param name="outer">What <see cref="Begin"/> returned.</param>
    public static Exports? End(Exports? outer)
    {
        Exports? noted = _current;
        _current = outer;
        return noted;
    }

    /// <summary>The other side holds an object of this one once more.</summary>
    public static void NoteHeld(SharedObject shared) => ((_current ??= new Exports())._held ??= []).Add(shared);

    /// <summary>Pins a proxy.</summary>
    public static void NotePinned(RemoteHandle handle)
    {
        handle.Pin();
        ((_current ??= new Exports())._pinned ??= []).Add(handle);
    }

    /// <summary>The message has done its work.</summary>
    public void Unpin()
    {
        if (_pinned is null) return;
        foreach (RemoteHandle handle in _pinned) handle.Unpin();
    }

    /// <summary>The message was not sent: what it would have held is given back.</summary>
    /// <param name="references">Of the session that it would have gone to.</param>
    public void Undo(SessionReferences references)
    {
        Unpin();
        TakeBack(references);
    }

    /// <summary>The message was sent and never arrived: what it would have held is given back.</summary>
    /// <param name="references">Of the session that it has gone to.</param>
    public void TakeBack(SessionReferences references)
    {
        if (_held is null) return;
        foreach (SharedObject shared in _held) references.Release(shared.Id, 1);
    }
}
