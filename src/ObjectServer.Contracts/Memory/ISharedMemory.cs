namespace ObjectServer;

/// <summary>
/// A segment of memory that belongs to a server, and that processes on the server's machine use in place. Others, and programs in other
/// languages, read and write it by calls. It is held as every shared object is: it goes when nobody holds it any more, unless it has a name.
/// Calls may overlap, and nothing keeps one's writing apart from another's reading.
/// Most use it by a <see cref="SharedArray{T}"/>.
/// </summary>
[SharedContract]
public interface ISharedMemory
{
    /// <summary>What is in it, and how it is arranged; never changes.</summary>
    [SharedMember(ReadOnly = true)]
    MemoryLayout Layout { get; }

    /// <inheritdoc cref="Layout"/>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<MemoryLayout> GetLayoutAsync(CancellationToken cancel = default);

    /// <summary>Where a process on the same machine finds it; null when the server does not share its memory so.</summary>
    [SharedMember(ReadOnly = true)]
    MemoryPlace? Place { get; }

    /// <inheritdoc cref="Place"/>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<MemoryPlace?> GetPlaceAsync(CancellationToken cancel = default);

    /// <summary>The segment's lock, for those who want to keep each other's writing apart; there is one, and nobody has to use it.</summary>
    /// <param name="cancel">Gives up waiting.</param>
    [SharedMember(ReadOnly = true)]
    Task<ISharedMemoryLock> GetLockAsync(CancellationToken cancel = default);

    /// <summary>Reads bytes.</summary>
    /// <param name="position">The first, in bytes from the start of the content.</param>
    /// <param name="count">How many; at most 16 MiB at once.</param>
    /// <exception cref="ArgumentOutOfRangeException">They are not all in the segment, or too many at once.</exception>
    ReadOnlyMemory<byte> Read(long position, int count);

    /// <inheritdoc cref="Read"/>
    /// <param name="position">The first, in bytes from the start of the content.</param>
    /// <param name="count">How many; at most 16 MiB at once.</param>
    /// <param name="cancel">Gives the reading up.</param>
    Task<ReadOnlyMemory<byte>> ReadAsync(long position, int count, CancellationToken cancel = default);

    /// <summary>Writes bytes.</summary>
    /// <param name="position">Where the first goes, in bytes from the start of the content.</param>
    /// <param name="bytes">What to write.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not all fit into the segment.</exception>
    void Write(long position, ReadOnlyMemory<byte> bytes);

    /// <inheritdoc cref="Write"/>
    /// <param name="position">Where the first goes, in bytes from the start of the content.</param>
    /// <param name="bytes">What to write.</param>
    /// <param name="cancel">Gives the writing up.</param>
    Task WriteAsync(long position, ReadOnlyMemory<byte> bytes, CancellationToken cancel = default);

    /// <summary>Writes a pattern again and again.</summary>
    /// <param name="position">Where the first goes, in bytes from the start of the content.</param>
    /// <param name="count">How many bytes to write; a multiple of the pattern's length.</param>
    /// <param name="pattern">What to write; from 1 to 4096 bytes.</param>
    /// <param name="cancel">Gives the writing up, which may then be half done.</param>
    /// <exception cref="ArgumentOutOfRangeException">They do not all fit into the segment.</exception>
    /// <exception cref="ArgumentException">The pattern is empty or too long, or does not fit in whole.</exception>
    [SharedMember(CpuBound = true)]
    Task FillAsync(long position, long count, ReadOnlyMemory<byte> pattern, CancellationToken cancel = default);
}
