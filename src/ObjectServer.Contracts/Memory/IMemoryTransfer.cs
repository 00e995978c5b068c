namespace ObjectServer.Memory;

/// <summary>
/// What copies between a segment and another process of this library: as <see cref="ISharedMemory"/> does, but with buffers of the pool.
/// Calls may overlap.
/// </summary>
[SharedContract]
internal interface IMemoryTransfer
{
    /// <summary>Reads bytes, which the caller disposes of.</summary>
    [SharedMember(ReadOnly = true)]
    Task<PassingBytes> FetchAsync(long position, int count, CancellationToken cancel);

    /// <summary>Writes bytes, and disposes of them.</summary>
    Task StoreAsync(long position, PassingBytes bytes, CancellationToken cancel);
}
