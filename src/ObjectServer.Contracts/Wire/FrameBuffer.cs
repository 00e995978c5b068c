using System.Buffers;

namespace ObjectServer.Wire;

/// <summary>
/// One message of a lane: the bytes of a FrameBatch in a pooled array. Whoever keeps a part of it beyond the current call retains
/// it and releases it afterwards; the last release gives the array back.
/// </summary>
internal sealed class FrameBuffer
{
    private byte[] _array;
    private int _start;
    private int _references = 1;

    private FrameBuffer(byte[] array) => _array = array;

    /// <summary>How many bytes of the array are the message.</summary>
    public int Length { get; private set; }

    /// <summary>The message.</summary>
    public ReadOnlySpan<byte> Span => _array.AsSpan(_start, Length);

    /// <summary>A buffer with room for <paramref name="capacity"/> bytes, empty, with one reference.</summary>
    public static FrameBuffer Rent(int capacity) => new(ArrayPool<byte>.Shared.Rent(capacity));

    /// <summary>A message whose bytes lie in a pooled array already, with room before them; the array is the buffer's from here on.</summary>
    public static FrameBuffer Adopt(byte[] array, int start, int length) => new(array) { _start = start, Length = length };

    /// <summary>How many bytes the buffer keeps, of which the message may be a part.</summary>
    public int Capacity => _array.Length;

    /// <summary>A part of the message. Valid as long as the buffer is retained.</summary>
    public ReadOnlyMemory<byte> Slice(int offset, int length) => _array.AsMemory(_start + offset, length);

    /// <summary>Room for <paramref name="count"/> more bytes at the end, which count as written. Only its one owner writes.</summary>
    public Span<byte> Append(int count)
    {
        int at = Length;
        if (_array.Length - at < count) Grow(count);
        Length = at + count;
        return _array.AsSpan(at, count);
    }

    /// <summary>Puts bytes before the message of a buffer that has the room for it. Only its one owner does.</summary>
    public void Prepend(ReadOnlySpan<byte> head)
    {
        _start -= head.Length;
        Length += head.Length;
        head.CopyTo(_array.AsSpan(_start));
    }

    /// <summary>The room behind the first <paramref name="filled"/> bytes, for a receiver that fills it before it says how much is the message.</summary>
    public Memory<byte> Room(int filled) => _array.AsMemory(filled);

    /// <summary>Says how many of the bytes that a receiver has filled in are the message.</summary>
    public void Fill(int length) => Length = length;

    /// <summary>Makes room for <paramref name="capacity"/> bytes in all; the first <paramref name="filled"/> stay.</summary>
    public void Reserve(int capacity, int filled)
    {
        if (_array.Length >= capacity) return;
        Replace(ArrayPool<byte>.Shared.Rent(capacity), filled);
    }

    /// <summary>Keeps the bytes alive until one more <see cref="Release"/>.</summary>
    public void Retain() => Interlocked.Increment(ref _references);

    /// <summary>Gives one reference back.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _references) != 0) return;
        byte[] array = _array;
        _array = [];
        Length = 0;
        ArrayPool<byte>.Shared.Return(array);
    }

    private void Grow(int count) => Replace(ArrayPool<byte>.Shared.Rent(Math.Max(checked(Length + count), _array.Length * 2)), Length);

    private void Replace(byte[] larger, int filled)
    {
        _array.AsSpan(0, filled).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
