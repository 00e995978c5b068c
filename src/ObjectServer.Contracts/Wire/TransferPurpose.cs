namespace ObjectServer.Wire;

/// <summary>
/// What a transfer brings. Each purpose has a budget of its own, because what has arrived keeps its room until it is used: the arguments
/// of calls that wait for their turn must not keep out the result that the call before them waits for.
/// </summary>
internal enum TransferPurpose
{
    /// <summary>Arguments of a call that nothing else waits for, or of a request.</summary>
    Call,

    /// <summary>Arguments of a call that a running call has made.</summary>
    ChainedCall,

    /// <summary>A result.</summary>
    Result,
}
