using System.Buffers;

namespace ObjectServer.Memory;

/// <summary>
/// Bytes of a segment on their way: on the side that sends them a part of some memory, on the other one the messages that they came in, or an array
/// of the pool. Whoever has them last disposes of them: to write them to the wire is that.
/// </summary>
internal sealed class PassingBytes : IDisposable
{
    private readonly ReadOnlySequence<byte> _bytes;
    private readonly IDisposable? _owner;
    private int _disposed;

    /// <summary>Bytes that lie somewhere.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="owner">Disposed of when they are not needed any more; null for nobody.</param>
    public PassingBytes(in ReadOnlySequence<byte> bytes, IDisposable? owner = null)
    {
        _bytes = bytes;
        _owner = owner;
    }

    /// <summary>The bytes. Must not be used when this has been disposed of: they may be somebody else's by then, or nowhere.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed of.</exception>
    public ReadOnlySequence<byte> Bytes
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
            return _bytes;
        }
    }

    /// <summary>Bytes that are somebody else's soon.</summary>
    public static PassingBytes CopyOf(in ReadOnlySequence<byte> arriving)
    {
        int count = checked((int)arriving.Length);
        IMemoryOwner<byte> rented = MemoryPool<byte>.Shared.Rent(count);
        arriving.CopyTo(rented.Memory.Span);
        return new PassingBytes(new ReadOnlySequence<byte>(rented.Memory[..count]), rented);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        _owner?.Dispose();
    }
}
