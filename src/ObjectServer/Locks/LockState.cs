namespace ObjectServer.Locks;

/// <summary>How things stand with somebody's claim to a lock.</summary>
internal enum LockState
{
    /// <summary>It stands in the queue.</summary>
    Waiting,

    /// <summary>It has the lock.</summary>
    Held,

    /// <summary>It has the lock no more, or never got it.</summary>
    Over,
}
