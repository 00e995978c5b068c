namespace ObjectServer.Session;

/// <summary>What sessions that have ended had done, so that the totals of a server do not shrink. Calls may overlap.</summary>
internal sealed class PastSessions
{
    private long _calls;
    private long _failed;

    /// <summary>How many calls and requests they had made.</summary>
    public long Calls => Interlocked.Read(ref _calls);

    /// <summary>How many of those had failed.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    /// <summary>A session has ended.</summary>
    public void Add(IOpenSession session)
    {
        Interlocked.Add(ref _calls, session.CallCount);
        Interlocked.Add(ref _failed, session.FailureCount);
    }
}
