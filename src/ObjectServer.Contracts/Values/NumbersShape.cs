using System.Buffers;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>The head of a NumberArray message as it arrived, against what the declared type wants.</summary>
internal ref struct NumbersShape(Span<long> lengths)
{
    private readonly Span<long> _lengths = lengths;
    private int _rank;
    private ulong _type;

    /// <summary>Reads the whole message; <paramref name="data"/> stays where it is.</summary>
    public void Read(in ReadOnlySequence<byte> message, out ReadOnlySequence<byte> data)
    {
        data = ReadOnlySequence<byte>.Empty;
        var cursor = new FieldCursor(message);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case WireTag.NumbersType:
                    _type = cursor.ReadVarint();
                    break;
                case WireTag.NumbersLength:
                    Add(cursor.ReadVarint());
                    break;
                case WireTag.NumbersLengths:
                    AddAll(cursor.ReadContent());
                    break;
                case WireTag.NumbersData:
                    data = cursor.ReadContent();
                    break;
                default:
                    WireRules.SkipUnknown(ref cursor, tag, lastKnown: 3);
                    break;
            }
        }
    }

    /// <summary>Checks element, rank and lengths, before any memory is taken for them.</summary>
    public readonly void Check(ElementType type, int elementBytes, long dataBytes, ValueLimit limit)
    {
        if (_type != (ulong)type)
            throw new ArgumentEncodingException($"Expected an array of {type}, found an array of {(ElementType)_type}.");

        if (_rank != _lengths.Length)
            throw new ArgumentEncodingException($"Expected an array of rank {_lengths.Length}, found one of rank {_rank}.");

        long bytes = elementBytes;
        bool empty = false;
        foreach (long length in _lengths)
        {
            if (length < 0 || length > Array.MaxLength)
                Fault.Throw($"an array cannot have the length {length}");

            empty |= length == 0;
            bytes = empty ? 0 : Multiply(bytes, length);
        }

        if (bytes > limit.MaxBytes)
            Fault.ThrowLimit(limit, bytes, "An array of numbers");

        if (bytes != dataBytes)
            Fault.Throw($"an array needs {bytes} bytes by its lengths and has {dataBytes}");
    }

    private static long Multiply(long bytes, long length) =>
        bytes <= long.MaxValue / length ? bytes * length : throw Fault.Malformed("the lengths of an array are beyond all bounds");

    private void AddAll(in ReadOnlySequence<byte> packed)
    {
        var cursor = new FieldCursor(packed);
        while (cursor.Position < packed.Length)
            Add(cursor.ReadVarint());
    }

    // Lengths beyond the declared rank are only counted.
    private void Add(ulong length)
    {
        if (_rank < _lengths.Length)
            _lengths[_rank] = (long)length;

        _rank++;
    }
}
