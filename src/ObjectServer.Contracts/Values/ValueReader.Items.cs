using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ObjectServer.Wire;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <content>Where one item ends and the next begins.</content>
internal sealed partial class ValueReader
{
    // The two most frequent forms of an item, taken at once instead of loaded first: a third of the time.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeVarint(byte tag)
    {
        int at = _position;
        if (_loaded || _end - at < 4)
            return false;

        ReadOnlySpan<byte> bytes = _array.AsSpan(at, _end - at);
        if (bytes[0] != WireTag.Item || bytes[2] != tag)
            return false;

        int end = 2 + bytes[1];
        int value = 3;
        if (end > bytes.Length || !Varint.TryRead(bytes, ref value, out _bits) || value != end)
            return false;

        _position = at + end;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTakeFixed64(byte tag)
    {
        const int size = 3 + sizeof(ulong);
        int at = _position;
        if (_loaded || _end - at < size)
            return false;

        ReadOnlySpan<byte> bytes = _array.AsSpan(at, size);
        if (bytes[0] != WireTag.Item || bytes[1] != size - 2 || bytes[2] != tag)
            return false;

        _bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes[3..]);
        _position = at + size;
        return true;
    }

    private bool TryLoad() => TryLoadPlain() || TryLoadAny();

    // An item as every encoder writes it, with one field, in one array: nearly all of them. Anything else is left to TryLoadAny.
    private bool TryLoadPlain()
    {
        ReadOnlySpan<byte> bytes = _array.AsSpan(0, _end);
        int at = _position;
        if (bytes.Length - at < 4 || bytes[at++] != WireTag.Item)
            return false;

        if (!Varint.TryRead(bytes, ref at, out ulong size) || size < 2 || size > (ulong)(bytes.Length - at))
            return false;

        bytes = bytes[..(at + (int)size)];
        byte tag = bytes[at++];
        switch (tag)
        {
            case WireTag.Null or WireTag.Boolean or WireTag.Integer or WireTag.Unsigned or WireTag.Progress or WireTag.Missing:
                if (!Varint.TryRead(bytes, ref at, out _bits) || at != bytes.Length)
                    return false;
                break;
            case WireTag.Text or WireTag.Binary or WireTag.Numbers or WireTag.Time or WireTag.Reference or WireTag.Json or WireTag.Message:
                if (!Varint.TryRead(bytes, ref at, out ulong length) || length != (ulong)(bytes.Length - at))
                    return false;
                _contentStart = at;
                _contentLength = (int)length;
                break;
            case WireTag.Single when bytes.Length - at == sizeof(float):
                _bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
                break;
            case WireTag.Real when bytes.Length - at == sizeof(double):
                _bits = BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
                break;
            default:
                return false;
        }

        _kind = (Kind)(tag >> 3);
        _position = bytes.Length;
        _loaded = true;
        return true;
    }

    private bool TryLoadAny()
    {
        bool inArray = _rest.IsEmpty;
        ReadOnlySequence<byte> rest = inArray ? new ReadOnlySequence<byte>(_array, _position, _end - _position) : _rest;
        var cursor = new FieldCursor(rest);
        while (cursor.TryReadTag(out uint tag))
        {
            if (tag != WireTag.Item)
            {
                WireRules.SkipUnknown(ref cursor, tag, lastKnown: 1);
                continue;
            }

            ReadOnlySequence<byte> item = cursor.ReadContent();
            GoTo(cursor.Position, inArray);
            LoadFields(item);
            _loaded = true;
            return true;
        }

        GoTo(cursor.Position, inArray);
        return false;
    }

    private void GoTo(long offset, bool inArray)
    {
        if (inArray)
            _position += (int)offset;
        else
            _rest = _rest.Slice(offset);
    }

    // Of several fields of the union the last one counts.
    private void LoadFields(in ReadOnlySequence<byte> item)
    {
        _kind = Kind.None;
        _contentStart = -1;
        var cursor = new FieldCursor(item);
        while (cursor.TryReadTag(out uint tag))
        {
            switch (tag)
            {
                case WireTag.Null or WireTag.Boolean or WireTag.Integer or WireTag.Unsigned or WireTag.Progress or WireTag.Missing:
                    _bits = cursor.ReadVarint();
                    break;
                case WireTag.Text or WireTag.Binary or WireTag.Numbers or WireTag.Time or WireTag.Reference or WireTag.Json or WireTag.Message:
                    _content = cursor.ReadContent();
                    break;
                case WireTag.Single:
                    _bits = cursor.ReadFixed32();
                    break;
                case WireTag.Real:
                    _bits = cursor.ReadFixed64();
                    break;
                default:
                    WireRules.SkipUnknown(ref cursor, tag, lastKnown: (uint)Kind.Missing);
                    continue;
            }

            _kind = (Kind)(tag >> 3);
        }
    }
}
