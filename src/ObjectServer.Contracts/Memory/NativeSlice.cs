using System.Buffers;

namespace ObjectServer.Memory;

/// <summary>Memory that no collector moves, as what asynchronous code takes. Whoever makes one keeps the memory while it is used.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed unsafe class NativeSlice<T>(T* start, int length) : MemoryManager<T>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override Span<T> GetSpan() => new(start, length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
    }
}
