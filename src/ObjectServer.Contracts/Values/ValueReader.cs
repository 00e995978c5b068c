using System.Buffers;
using ObjectServer.Wire;
using Kind = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Values;

/// <summary>
/// Reads one Values message, item by item. Nothing that the bytes say is believed before it is checked: every fault is an
/// <see cref="ArgumentEncodingException"/>, and no memory is taken for what is not there. Used again after Reset; calls must
/// not overlap. The payload must stay as it is while it is read; what was read does not refer to it.
/// </summary>
internal sealed partial class ValueReader
{
    // Up to here copying a payload in pieces into one is cheaper than reading across them.
    private const int JoinedBytes = 16 * 1024;

    // What is still to read: a part of an array, or else a sequence.
    private byte[] _array = [];
    private int _position;
    private int _end;
    private ReadOnlySequence<byte> _rest;
    private byte[]? _joined;

    // The item read ahead, if _loaded: a scalar in _bits, or content as a part of _array, or else as a sequence.
    private bool _loaded;
    private Kind _kind;
    private ulong _bits;
    private int _contentStart;
    private int _contentLength;
    private ReadOnlySequence<byte> _content;
    private ValueLimit _limit;

    /// <summary>The session's shared objects; null where references cannot travel.</summary>
    public IReferenceScope? References { get; private set; }

    /// <summary>What the payload came in, where that can be kept; to be set behind a Reset. Null otherwise.</summary>
    public ReceivedChunks? Transfer { get; set; }

    /// <summary>No more items: optional trailing arguments were left out.</summary>
    public bool AtEnd => !_loaded && !TryLoad();

    /// <summary>Starts on <paramref name="payload"/>.</summary>
    /// <exception cref="LimitExceededException">It is longer than the limit.</exception>
    public void Reset(ReadOnlySequence<byte> payload, IReferenceScope? references, ValueLimit limit)
    {
        if (payload.IsSingleSegment)
        {
            Reset(payload.First, references, limit);
            return;
        }

        Begin(payload.Length, references, limit);
        if (payload.Length > JoinedBytes)
        {
            _rest = payload;
            return;
        }

        _joined ??= GC.AllocateUninitializedArray<byte>(JoinedBytes);
        payload.CopyTo(_joined);
        _array = _joined;
        _end = (int)payload.Length;
    }

    /// <inheritdoc cref="Reset(ReadOnlySequence{byte}, IReferenceScope?, ValueLimit)"/>
    public void Reset(ReadOnlyMemory<byte> payload, IReferenceScope? references, ValueLimit limit)
    {
        Begin(payload.Length, references, limit);
        if (System.Runtime.InteropServices.MemoryMarshal.TryGetArray(payload, out ArraySegment<byte> segment))
        {
            _array = segment.Array!;
            _position = segment.Offset;
            _end = segment.Offset + segment.Count;
        }
        else
        {
            _rest = new ReadOnlySequence<byte>(payload);
        }
    }

    /// <inheritdoc cref="Reset(ReadOnlySequence{byte}, IReferenceScope?, ValueLimit)"/>
    public void Reset(byte[] payload, IReferenceScope? references, ValueLimit limit)
    {
        Begin(payload.Length, references, limit);
        _array = payload;
        _end = payload.Length;
    }

    /// <summary>The kind of the next item, which stays the next; none and null both mean null.</summary>
    public Kind PeekKind()
    {
        Load();
        return _kind;
    }

    /// <summary>Goes past the next item, whatever it is.</summary>
    public void Skip()
    {
        Load();
        _loaded = false;
    }

    /// <summary>Goes past a `missing` item; also true at the end, where every further value is missing.</summary>
    public bool TryReadMissing() => TryTake(Kind.Missing) || AtEnd;

    /// <summary>Goes past a null.</summary>
    public bool TryReadNull()
    {
        Load();
        if (_kind is not (Kind.None or Kind.Null))
            return false;

        _loaded = false;
        return true;
    }

    private void Begin(long length, IReferenceScope? references, ValueLimit limit)
    {
        if (length > limit.MaxBytes)
            Fault.ThrowLimit(limit, length, "The values");

        _array = [];
        _position = 0;
        _end = 0;
        _rest = default;
        _content = default;
        _loaded = false;
        _limit = limit;
        Transfer = null;
        References = references;
    }

    private bool TryTake(Kind kind)
    {
        if (AtEnd || _kind != kind)
            return false;

        _loaded = false;
        return true;
    }

    private void Take(Kind kind)
    {
        Load();
        if (_kind != kind)
            Fault.ThrowKind(kind, _kind);

        _loaded = false;
    }

    private bool TakeOrNull(Kind kind)
    {
        if (TryReadNull())
            return false;

        Take(kind);
        return true;
    }

    private void Load()
    {
        if (!_loaded && !TryLoad())
            Fault.ThrowEnd();
    }
}
