using System.Buffers;

namespace ObjectServer.Memory;

/// <summary>
/// Bytes of a segment on their way: on the side that sends them a part of some memory, on the other one an array of the pool. Whoever has them
/// last disposes of them: to write them to the wire is that.
/// </summary>
internal sealed class PassingBytes : IDisposable
{
    private readonly IDisposable? _owner;
    private byte[]? _rented;

    /// <summary>Bytes that lie somewhere.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="owner">Disposed of when they are not needed any more; null for nobody.</param>
    public PassingBytes(ReadOnlyMemory<byte> bytes, IDisposable? owner = null)
    {
        Memory = bytes;
        _owner = owner;
    }

    private PassingBytes(byte[] rented, int count)
    {
        _rented = rented;
        Memory = rented.AsMemory(0, count);
    }

    /// <summary>The bytes.</summary>
    public ReadOnlyMemory<byte> Memory { get; }

    /// <summary>Bytes that arrive.</summary>
    public static PassingBytes Of(in ReadOnlySequence<byte> arriving)
    {
        int count = checked((int)arriving.Length);
        byte[] rented = ArrayPool<byte>.Shared.Rent(count);
        arriving.CopyTo(rented);
        return new PassingBytes(rented, count);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _owner?.Dispose();
        if (Interlocked.Exchange(ref _rented, null) is { } rented) ArrayPool<byte>.Shared.Return(rented);
    }
}
