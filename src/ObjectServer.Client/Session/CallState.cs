namespace ObjectServer.Client.Session;

/// <summary>Where a call stands. It only ever moves down this list.</summary>
internal enum CallState
{
    /// <summary>Its arguments arrive in chunks, or it waits for its turn.</summary>
    Waiting = 0,

    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>Its one outcome is known.</summary>
    Settled = 2,
}
