using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace ObjectServer.Values;

/// <summary>
/// A byte buffer that grows by segments rented from <see cref="ArrayPool{T}.Shared"/>: the first is small, each further one
/// twice as large up to 1 MiB, so that no value needs a contiguous array of its size, and the length may pass 2 GiB.
/// It has one owner; calls must not overlap.
/// </summary>
internal sealed class PayloadBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstBytes = 1024;
    private const int LargestBytes = 1 << 20;
    private const int KeptBytes = 16 * 1024;
    private const int CopiedBytes = 4 * 1024;

    private PayloadSegment? _first;
    private PayloadSegment? _tail;

    // The last segment's array and use, kept here because every write needs them.
    private byte[] _array = [];
    private int _start;
    private int _position;
    private long _before;

    /// <summary>Bytes written.</summary>
    public long Length => _before + _position - _start;

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        if (_array.Length - _position < Math.Max(sizeHint, 1))
            Grow(sizeHint);

        return _array.AsSpan(_position);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_array.Length - _position < Math.Max(sizeHint, 1))
            Grow(sizeHint);

        return _array.AsMemory(_position);
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)(_array.Length - _position), nameof(count));
        _position += count;
    }

    /// <summary>Copies <paramref name="bytes"/> behind what is there.</summary>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > _array.Length - _position)
        {
            int free = _array.Length - _position;
            bytes[..free].CopyTo(_array.AsSpan(_position));
            _position += free;
            bytes = bytes[free..];
            Grow(Math.Min(bytes.Length, LargestBytes - PayloadSegment.HeadBytes));
        }

        bytes.CopyTo(_array.AsSpan(_position));
        _position += bytes.Length;
    }

    /// <summary>Copies <paramref name="count"/> bytes, which may be more than a span can hold.</summary>
    public void Write(ref readonly byte source, long count)
    {
        if (count < LongCopies.LeastBytes) Write(MemoryMarshal.CreateReadOnlySpan(in source, (int)count));
        else WriteLong(in source, count);
    }

    /// <summary>
    /// Puts the content of <paramref name="other"/> behind what is there and leaves <paramref name="other"/> empty: small
    /// segments are copied, large ones change their owner.
    /// </summary>
    public void Append(PayloadBuffer other)
    {
        if (ReferenceEquals(this, other))
            throw new ArgumentException("A buffer cannot be appended to itself.", nameof(other));

        other.Seal();
        PayloadSegment? previous = null;
        for (PayloadSegment? segment = other._first; segment is not null;)
        {
            PayloadSegment? following = segment.Following;
            if (segment.Written <= CopiedBytes)
            {
                Write(segment.Span);
                previous = segment;
            }
            else
            {
                if (previous is null)
                    other._first = following;
                else
                    previous.Following = following;

                Add(segment);
            }

            segment = following;
        }

        other._tail = other._first;
        other.Clear();
    }

    /// <summary>What was written. Valid until <see cref="Clear"/>, <see cref="Truncate"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_first is null)
            return ReadOnlySequence<byte>.Empty;

        if (ReferenceEquals(_first, _tail))
            return new ReadOnlySequence<byte>(_array, _start, _position - _start);

        Seal();
        long index = 0;
        for (PayloadSegment? segment = _first; segment is not null; segment = segment.Following)
            index = segment.Expose(index);

        return new ReadOnlySequence<byte>(_first, 0, _tail!, _position - _start);
    }

    /// <summary>Copies the whole content.</summary>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <see cref="Length"/>.</exception>
    public void CopyTo(Span<byte> destination)
    {
        Seal();
        for (PayloadSegment? segment = _first; segment is not null; segment = segment.Following)
        {
            segment.Span.CopyTo(destination);
            destination = destination[segment.Written..];
        }
    }

    /// <summary>Takes back all that was written behind the first <paramref name="length"/> bytes.</summary>
    public void Truncate(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        if (length >= _before)
        {
            _position = _start + (int)(length - _before);
            return;
        }

        Seal();
        PayloadSegment last = _first!;
        for (_before = 0; length - _before > last.Written; last = last.Following!)
            _before += last.Written;

        ReturnFrom(last.Following);
        last.Following = null;
        last.Written = (int)(length - _before);
        Open(last);
    }

    /// <summary>Forgets the content and gives back all memory but one small segment.</summary>
    public void Clear()
    {
        _before = 0;
        if (_first is null || _first.Array.Length > KeptBytes)
        {
            Dispose();
            return;
        }

        ReturnFrom(_first.Following);
        _first.Following = null;
        _first.Written = 0;
        Open(_first);
    }

    /// <summary>Gives back all memory. The buffer is empty then, and may be used again.</summary>
    public void Dispose()
    {
        ReturnFrom(_first);
        _first = _tail = null;
        _array = [];
        _start = _position = 0;
        _before = 0;
    }

    /// <summary>The first bytes that were written, as many as lie together; none when there are none.</summary>
    public ReadOnlyMemory<byte> First
    {
        get
        {
            Seal();
            return _first is null ? ReadOnlyMemory<byte>.Empty : _first.Array.AsMemory(_first.Start, _first.Written);
        }
    }

    /// <summary>Forgets <see cref="First"/>.</summary>
    public void DropFirst()
    {
        Seal();
        if (_first is not { } first) return;
        Unlink(first);
        first.Return();
    }

    /// <summary>
    /// Gives away the array of the first segment, and with it the bytes at the front of the buffer. False when they are fewer than
    /// <paramref name="least"/> or more than <paramref name="most"/>, or when there is no room for a head before them.
    /// </summary>
    public bool TryTakeFirst(long least, long most, [NotNullWhen(true)] out byte[]? array, out int start, out int length)
    {
        Seal();
        PayloadSegment? first = _first;
        (array, start, length) = (null, first?.Start ?? 0, first?.Written ?? 0);
        if (first is null || start == 0 || length < least || length > most) return false;
        Unlink(first);
        array = first.Take();
        return true;
    }

    private unsafe void WriteLong(ref readonly byte source, long count)
    {
        const int piece = 1 << 30;
        fixed (byte* first = &source)
        {
            byte* next = first;
            LongCopies.Run(count, () =>
            {
                for (; count > piece; count -= piece, next += piece) Write(new ReadOnlySpan<byte>(next, piece));
                Write(new ReadOnlySpan<byte>(next, (int)count));
            });
        }
    }

    private static void ReturnFrom(PayloadSegment? segment)
    {
        while (segment is not null)
        {
            PayloadSegment? following = segment.Following;
            segment.Following = null;
            segment.Return();
            segment = following;
        }
    }

    private void Unlink(PayloadSegment first)
    {
        PayloadSegment? following = first.Following;
        first.Following = null;
        _first = following;
        if (following is null) Dispose();
        else _before -= first.Written;
    }

    private void Grow(int sizeHint)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sizeHint);
        int size = _tail is null ? FirstBytes : (int)Math.Min(_array.Length * 2L, LargestBytes);
        int least = sizeHint + PayloadSegment.HeadBytes;
        byte[] array = ArrayPool<byte>.Shared.Rent(Math.Max(size, least > PayloadSegment.LargeBytes ? least : sizeHint));
        if (_tail is not null && _position == _start)
        {
            _tail.Written = 0;
            _tail.Replace(array);
            Open(_tail);
            return;
        }

        Add(new PayloadSegment(array));
    }

    // An empty last segment stays where it is: rare, and harmless in a sequence.
    private void Add(PayloadSegment segment)
    {
        Seal();
        _before += _position - _start;
        segment.Following = null;
        if (_tail is null)
            _first = segment;
        else
            _tail.Following = segment;

        Open(segment);
    }

    private void Open(PayloadSegment last)
    {
        _tail = last;
        _array = last.Array;
        _start = last.Start;
        _position = _start + last.Written;
    }

    private void Seal()
    {
        if (_tail is not null)
            _tail.Written = _position - _start;
    }
}
