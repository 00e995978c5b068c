using ObjectServer.Values;

namespace ObjectServer.Wire;

/// <summary>Bytes that go into a frame: from a payload buffer, from memory, or none.</summary>
internal readonly struct PayloadSource
{
    private readonly PayloadBuffer? _buffer;
    private readonly ReadOnlyMemory<byte> _memory;

    public PayloadSource(PayloadBuffer buffer)
    {
        _buffer = buffer;
        Length = checked((int)buffer.Length);
    }

    public PayloadSource(ReadOnlyMemory<byte> memory)
    {
        _memory = memory;
        Length = memory.Length;
    }

    /// <summary>How many bytes.</summary>
    public int Length { get; }

    /// <summary>Copies all bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        if (_buffer is not null) _buffer.CopyTo(destination);
        else _memory.Span.CopyTo(destination);
    }
}
