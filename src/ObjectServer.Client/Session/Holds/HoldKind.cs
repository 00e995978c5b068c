namespace ObjectServer.Client.Session.Holds;

/// <summary>What a <see cref="SessionHold"/> is to its session.</summary>
internal enum HoldKind
{
    /// <summary>A place where it waits.</summary>
    Wait,

    /// <summary>A lock.</summary>
    Lock,

    /// <summary>Permits of a semaphore.</summary>
    Permit,

    /// <summary>An item of a queue, on a lease.</summary>
    Lease,
}
