namespace ObjectServer.Client.Session;

/// <summary>
/// What a running call needs to know for the calls that its code makes in turn, and of its own time. Most calls have none. Guarded by the call's
/// gate, but for what is set before the call begins.
/// </summary>
internal sealed class CallNesting
{
    private volatile bool _isTold;

    /// <summary>Cancelled with the enumeration that the call is one of, which goes on when the call has left; none for other calls.</summary>
    public CancellationToken Enumeration { get; set; }

    /// <summary>Cancels the calls that the code has under way, when its own is cancelled.</summary>
    public CancellationTokenSource? UnderWay { get; set; }

    /// <summary>Due when the time is over.</summary>
    public ITimer? Timer { get; set; }

    /// <summary>How long the caller waits; zero for any time.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>When that began, by the call's clock.</summary>
    public long Since { get; set; }

    /// <summary>The code knows that its call has been cancelled.</summary>
    public bool IsTold
    {
        get => _isTold;
        set => _isTold = value;
    }

    /// <summary>The call was cancelled because its time was over.</summary>
    public bool HasExpired { get; set; }

    /// <summary>The call has left.</summary>
    public void Release()
    {
        Timer?.Dispose();
        UnderWay?.Dispose();
    }
}
