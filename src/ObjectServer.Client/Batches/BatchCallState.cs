namespace ObjectServer.Client;

/// <summary>What has become of one call of a batch.</summary>
public enum BatchCallState
{
    /// <summary>The batch has not run, or not to its end.</summary>
    Pending,

    /// <summary>It has run, and its result is there.</summary>
    Succeeded,

    /// <summary>It has failed: <see cref="BatchResult.Error"/> says how, and by its type whether the call may have run.</summary>
    Failed,

    /// <summary>It was not run, because the batch ended before it.</summary>
    NotRun,
}
