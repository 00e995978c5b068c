namespace ObjectServer;

/// <summary>What a block of shared memory is wanted for.</summary>
public enum BlockAccess
{
    /// <summary>
    /// To be read. Nothing is written back: what is written into such a block all the same may or may not be seen by others.
    /// </summary>
    Read,

    /// <summary>To be read and changed. In place, a change is seen by others at once; elsewhere, when the block is disposed of.</summary>
    ReadWrite,

    /// <summary>
    /// To be filled, all of it. Elsewhere than on the server's machine the content is not fetched first: the block begins as zeros, and as
    /// whatever is in it when it is disposed of it is written.
    /// </summary>
    Overwrite,
}
