namespace ObjectServer.Client.Session;

/// <summary>Who reads the lane that calls go by.</summary>
internal enum ReaderRole
{
    /// <summary>Nobody.</summary>
    Free,

    /// <summary>A thread that waits for the answer of its own call.</summary>
    Caller,

    /// <summary>The stand-by thread.</summary>
    StandBy,
}
