using System.Buffers;
using ObjectServer.Wire;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <content>Values of a fixed size.</content>
internal sealed partial class ValueReader
{
    /// <summary>Reads a bool.</summary>
    public bool ReadBoolean()
    {
        if (!TryTakeVarint(WireTag.Boolean))
            Take(Kind.Boolean);

        return _bits != 0;
    }

    /// <summary>Reads a signed integer.</summary>
    public long ReadInteger()
    {
        if (!TryTakeVarint(WireTag.Integer))
            Take(Kind.Integer);

        return Varint.UnZigZag(_bits);
    }

    /// <summary>Reads an unsigned integer, or a UTF-16 code unit.</summary>
    public ulong ReadUnsigned()
    {
        if (!TryTakeVarint(WireTag.Unsigned))
            Take(Kind.Unsigned);

        return _bits;
    }

    /// <summary>Reads a float, bit for bit.</summary>
    public float ReadSingle()
    {
        Take(Kind.Single);
        return BitConverter.UInt32BitsToSingle((uint)_bits);
    }

    /// <summary>Reads a double, bit for bit.</summary>
    public double ReadReal()
    {
        if (!TryTakeFixed64(WireTag.Real))
            Take(Kind.Real);

        return BitConverter.UInt64BitsToDouble(_bits);
    }

    /// <summary>Reads the number of an IProgress parameter.</summary>
    public uint ReadProgress()
    {
        Take(Kind.Progress);
        return _bits <= uint.MaxValue ? (uint)_bits : throw Fault.OutOfRange<uint>(_bits);
    }

    /// <summary>Reads a point in time or a span of it; see the message Time for what the numbers mean.</summary>
    public void ReadTime(out long ticks, out int offsetMinutes, out uint kind)
    {
        Take(Kind.Time);
        ticks = 0;
        offsetMinutes = 0;
        kind = 0;
        var cursor = new FieldCursor(Content);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case WireTag.TimeTicks:
                    ticks = Varint.UnZigZag(cursor.ReadVarint());
                    break;
                case WireTag.TimeOffset:
                    long minutes = Varint.UnZigZag(cursor.ReadVarint());
                    offsetMinutes = minutes == (int)minutes ? (int)minutes : throw Fault.OutOfRange<int>(minutes);
                    break;
                case WireTag.TimeKind:
                    ulong number = cursor.ReadVarint();
                    kind = number <= uint.MaxValue ? (uint)number : throw Fault.OutOfRange<uint>(number);
                    break;
                default:
                    WireRules.SkipUnknown(ref cursor, tag, lastKnown: 3);
                    break;
            }
        }
    }

    /// <summary>Reads the identity of a shared object, or null.</summary>
    public ObjectReference? ReadReference() => TakeOrNull(Kind.Reference) ? WireReference.Read(Content) : null;

    // Of the item that was just taken.
    private ReadOnlySequence<byte> Content =>
        _contentStart < 0 ? _content : new ReadOnlySequence<byte>(_array, _contentStart, _contentLength);
}
