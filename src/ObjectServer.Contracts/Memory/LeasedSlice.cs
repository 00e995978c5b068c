using System.Buffers;
using System.Runtime.InteropServices;

namespace ObjectServer.Memory;

/// <summary>Bytes of a mapped segment on their way out, which keep it mapped until they are written, or forgotten.</summary>
internal sealed unsafe class LeasedSlice : MemoryManager<byte>
{
    private readonly MemoryMapping _mapping;
    private readonly MappingLease _lease;
    private readonly long _position;
    private readonly int _count;

    /// <param name="mapping">Kept for it already.</param>
    /// <param name="position">Where they begin, in bytes from the start of the content.</param>
    /// <param name="count">How many they are.</param>
    public LeasedSlice(MemoryMapping mapping, long position, int count)
    {
        _mapping = mapping;
        _lease = new MappingLease(mapping);
        _position = position;
        _count = count;
    }

    /// <summary>Memory that has been written: if it is such a slice, it needs its segment no more.</summary>
    public static void Release(ReadOnlyMemory<byte> written)
    {
        if (MemoryMarshal.TryGetMemoryManager(written, out LeasedSlice? slice)) ((IDisposable)slice).Dispose();
    }

    /// <inheritdoc/>
    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_lease.IsReleased, this);
        return new Span<byte>(_mapping.Content + _position, _count);
    }

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_mapping.Content + _position + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _lease.Dispose();
}
