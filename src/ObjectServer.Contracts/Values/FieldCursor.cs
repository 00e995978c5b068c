using System.Buffers;
using System.Buffers.Binary;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>
/// Walks the fields of one protobuf message by the rules of proto3, over any number of segments. Every fault of the bytes is an
/// <see cref="ArgumentEncodingException"/>; lengths are checked against what is there.
/// </summary>
internal ref struct FieldCursor
{
    private const int MaxGroups = 64;
    private readonly ReadOnlySequence<byte> _source;
    private readonly long _length;
    private SequencePosition _next;
    private ReadOnlySpan<byte> _span;
    private int _position;
    private long _before;

    /// <summary>Starts before the first field of <paramref name="source"/>.</summary>
    public FieldCursor(in ReadOnlySequence<byte> source)
    {
        _source = source;
        _length = source.Length;
        _next = source.Start;
        if (source.IsSingleSegment)
            _span = source.FirstSpan;
    }

    /// <summary>Bytes walked over.</summary>
    public readonly long Position => _before + _position;

    private readonly long Remaining => _length - Position;

    /// <summary>Reads the tag of the next field; false at the end of the message.</summary>
    public bool TryReadTag(out uint tag)
    {
        if (Remaining == 0)
        {
            tag = 0;
            return false;
        }

        ulong read = ReadVarint();
        if (read is < 8 or > uint.MaxValue)
            Fault.Throw($"{read} is not a field tag");

        tag = (uint)read;
        return true;
    }

    /// <summary>Reads a number of one to ten bytes.</summary>
    public ulong ReadVarint()
    {
        ulong value = 0;
        for (int shift = 0; shift < 7 * Varint.MaxBytes; shift += 7)
        {
            byte next = ReadByte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }

        throw Fault.Malformed("a number is longer than ten bytes");
    }

    /// <summary>Reads four little-endian bytes.</summary>
    public uint ReadFixed32()
    {
        Span<byte> bytes = stackalloc byte[4];
        ReadContent(4).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    /// <summary>Reads eight little-endian bytes.</summary>
    public ulong ReadFixed64()
    {
        Span<byte> bytes = stackalloc byte[8];
        ReadContent(8).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Reads a length and gives the bytes that it announces, in place.</summary>
    public ReadOnlySequence<byte> ReadContent() => ReadContent(ReadVarint());

    /// <summary>Goes past the value of a field that the message does not have.</summary>
    public void Skip(uint tag) => Skip(tag, MaxGroups);

    private void Skip(uint tag, int groups)
    {
        switch (tag & 7)
        {
            case 0:
                ReadVarint();
                break;
            case 1:
                ReadContent(8);
                break;
            case 2:
                ReadContent();
                break;
            case 3 when groups > 0:
                SkipGroup(tag, groups - 1);
                break;
            case 5:
                ReadContent(4);
                break;
            default:
                Fault.Throw($"field {tag >> 3} has wire type {tag & 7}, or too many groups around it");
                break;
        }
    }

    private void SkipGroup(uint start, int groups)
    {
        uint end = start + 1;
        while (TryReadTag(out uint tag))
        {
            if (tag == end)
                return;

            Skip(tag, groups);
        }

        Fault.Throw($"group {start >> 3} has no end");
    }

    private ReadOnlySequence<byte> ReadContent(ulong length)
    {
        if (length > (ulong)Remaining)
            Fault.Throw($"a length of {length} bytes was announced and {Remaining} are there");

        ReadOnlySequence<byte> content = _source.Slice(Position, (long)length);
        Advance((long)length);
        return content;
    }

    private byte ReadByte()
    {
        while (_position == _span.Length)
        {
            if (Remaining == 0)
                Fault.Throw("it ends within a number");

            MoveNext();
        }

        return _span[_position++];
    }

    private void Advance(long count)
    {
        while (count > _span.Length - _position)
        {
            count -= _span.Length - _position;
            MoveNext();
        }

        _position += (int)count;
    }

    private void MoveNext()
    {
        _before += _span.Length;
        _position = 0;
        _span = _source.TryGet(ref _next, out ReadOnlyMemory<byte> memory) ? memory.Span : throw Fault.Malformed("it ends early");
    }
}
