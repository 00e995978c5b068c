namespace ObjectServer.Dispatch.Statistics;

/// <summary>How a call of a member ended, as it is counted.</summary>
internal enum CallEnd
{
    /// <summary>The member ended without error.</summary>
    Succeeded,

    /// <summary>The member threw, or its arguments or its result could not be encoded.</summary>
    Failed,

    /// <summary>Its caller gave up, or its time was over, before or while it ran.</summary>
    Cancelled,

    /// <summary>Its object's queue was full: it did not run.</summary>
    Refused,
}
