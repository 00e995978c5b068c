namespace ObjectServer.Reading;

/// <summary>One thread's time as the reader of a lane.</summary>
/// <param name="session">The session that it reads for.</param>
internal sealed class ReaderLead(object session)
{
    [ThreadStatic]
    private static ReaderLead? _current;

    private volatile bool _over;
    private bool _owesFlush;

    /// <summary>Another thread reads meanwhile: this one is like every other.</summary>
    public bool IsOver
    {
        get => _over;
        set => _over = value;
    }

    /// <summary>Work that a frame has made ready, for the reader to do when it is done with that frame.</summary>
    public IThreadPoolWorkItem? Ready { get; set; }

    /// <summary>The lead under which the calling thread takes in a message for <paramref name="session"/>; null when it does not.</summary>
    public static ReaderLead? Of(object session) => _current is { } lead && lead.IsFor(session) ? lead : null;

    /// <summary>Whether the calling thread reads for <paramref name="session"/>.</summary>
    public static bool IsHere(object session) => Of(session) is { IsOver: false };

    /// <summary>
    /// Whether frames that this thread has just appended need not be flushed, because it reads for that session and flushes behind the
    /// message. To be asked behind the append: who takes the reading away flushes behind that.
    /// </summary>
    public static bool TryDeferFlush(object session)
    {
        if (Of(session) is not { IsOver: false } lead) return false;
        lead._owesFlush = true;
        return true;
    }

    /// <summary>The calling thread takes in a message from now on.</summary>
    public void Begin() => _current = this;

    /// <summary>The calling thread is done with the message. True when it has frames to flush.</summary>
    public bool End()
    {
        _current = null;
        return TakeFlush();
    }

    /// <summary>Whether there are frames to flush; they are the caller's to flush from here on.</summary>
    public bool TakeFlush()
    {
        bool owes = _owesFlush;
        _owesFlush = false;
        return owes;
    }

    private bool IsFor(object other) => ReferenceEquals(other, session);
}
