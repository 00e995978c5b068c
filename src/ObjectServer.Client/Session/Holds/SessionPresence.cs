namespace ObjectServer.Client.Session.Holds;

/// <summary>Where a session's client is, as far as others have to wait for it.</summary>
internal enum SessionPresence
{
    /// <summary>It is there, or has been away for less than the lock grace.</summary>
    Here,

    /// <summary>It has been away for longer than the lock grace. It may come back, without what others wait for.</summary>
    Away,

    /// <summary>The session has ended.</summary>
    Ended,
}
