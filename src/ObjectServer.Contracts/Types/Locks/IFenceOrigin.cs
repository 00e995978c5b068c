namespace ObjectServer.Locks;

/// <summary>Where a proxy of a lock comes from: its session, as far as holding the lock is concerned. Calls may overlap.</summary>
internal interface IFenceOrigin
{
    /// <summary>Whether the session has ended, and with it all that it held.</summary>
    bool IsLost { get; }

    /// <summary>The lock.</summary>
    ObjectReference Reference { get; }

    /// <summary>A further proxy of an object whose calls are made under a token of the lock.</summary>
    /// <param name="proxy">A proxy of that object.</param>
    /// <param name="token">The token.</param>
    /// <exception cref="ArgumentException">It is no proxy, or one of another session.</exception>
    object Guard(object proxy, ulong token);
}
