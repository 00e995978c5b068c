namespace ObjectServer.Session;

/// <summary>How many sessions of any kind there may be at a time. Calls may overlap.</summary>
internal sealed class SessionPlaces(ObjectServerOptions options)
{
    private int _taken;

    /// <summary>Takes a place for one more session.</summary>
    /// <exception cref="LimitExceededException">There are as many as are allowed.</exception>
    public void Take()
    {
        int taken = Interlocked.Increment(ref _taken);
        if (taken <= options.MaxSessions) return;
        GiveBack();
        throw new LimitExceededException($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxSessions)}", options.MaxSessions, taken, "One more session");
    }

    /// <summary>A session has ended.</summary>
    public void GiveBack() => Interlocked.Decrement(ref _taken);
}
