using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>
/// Writes one Values message, item by item, by hand: the bytes are those of the protobuf encoding of values.proto. An item that
/// cannot be written leaves nothing behind. Used again after <see cref="Reset"/>; calls must not overlap.
/// </summary>
internal sealed partial class ValueWriter
{
    private PayloadBuffer _buffer = null!;
    private ValueLimit _limit;
    private long _start;
    private long _end;

    /// <summary>What is written to.</summary>
    public PayloadBuffer Buffer => _buffer;

    /// <summary>The session's shared objects; null where references cannot travel.</summary>
    public IReferenceScope? References { get; private set; }

    /// <summary>
    /// What is written is a result: who receives it keeps what belongs to nobody else. Arguments stay their giver's.
    /// </summary>
    public bool HandsOver { get; private set; }

    /// <summary>Bytes that the message may still grow by.</summary>
    public long Remaining => _end - _buffer.Length;

    /// <summary>The limit of the message being written.</summary>
    public ValueLimit Limit => _limit;

    /// <summary>Starts a message behind what <paramref name="buffer"/> holds. The buffer stays the caller's.</summary>
    /// <param name="buffer">What is written to.</param>
    /// <param name="references">The session's shared objects; null where references cannot travel.</param>
    /// <param name="limit">What the message may take.</param>
    /// <param name="handsOver">See <see cref="HandsOver"/>.</param>
    public void Reset(PayloadBuffer buffer, IReferenceScope? references, ValueLimit limit, bool handsOver = false)
    {
        HandsOver = handsOver;
        _buffer = buffer;
        _limit = limit;
        _start = buffer.Length;
        _end = limit.MaxBytes > long.MaxValue - _start ? long.MaxValue : _start + limit.MaxBytes;
        References = references;
    }

    /// <summary>The message is written: keeps nothing of it. To be reset before it is used again.</summary>
    public void Clear()
    {
        _buffer = null!;
        References = null;
    }

    /// <summary>Writes null.</summary>
    public void WriteNull() => WriteByteItem(WireTag.Null, 1);

    /// <summary>Writes a bool.</summary>
    public void WriteBoolean(bool value) => WriteByteItem(WireTag.Boolean, value ? (byte)1 : (byte)0);

    /// <summary>Writes a signed integer.</summary>
    public void WriteInteger(long value) => WriteVarintItem(WireTag.Integer, Varint.ZigZag(value));

    /// <summary>Writes an unsigned integer, or a UTF-16 code unit.</summary>
    public void WriteUnsigned(ulong value) => WriteVarintItem(WireTag.Unsigned, value);

    /// <summary>Writes a float, bit for bit.</summary>
    public void WriteSingle(float value)
    {
        const int size = 7;
        Span<byte> item = Reserve(size);
        BinaryPrimitives.WriteUInt32LittleEndian(item[3..], BitConverter.SingleToUInt32Bits(value));
        item[0] = WireTag.Item;
        item[1] = size - 2;
        item[2] = WireTag.Single;
        _buffer.Advance(size);
    }

    /// <summary>Writes a double, bit for bit.</summary>
    public void WriteReal(double value)
    {
        const int size = 11;
        Span<byte> item = Reserve(size);
        BinaryPrimitives.WriteUInt64LittleEndian(item[3..], BitConverter.DoubleToUInt64Bits(value));
        item[0] = WireTag.Item;
        item[1] = size - 2;
        item[2] = WireTag.Real;
        _buffer.Advance(size);
    }

    /// <summary>Writes a point in time or a span of it; see the message Time for what the numbers mean.</summary>
    public void WriteTime(long ticks, int offsetMinutes = 0, uint kind = 0)
    {
        const int most = 4 + 3 * (1 + Varint.MaxBytes);
        Span<byte> item = Reserve(most, exact: false);
        int length = 4;
        if (ticks != 0)
            length += WriteField(item[length..], WireTag.TimeTicks, Varint.ZigZag(ticks));
        if (offsetMinutes != 0)
            length += WriteField(item[length..], WireTag.TimeOffset, Varint.ZigZag(offsetMinutes));
        if (kind != 0)
            length += WriteField(item[length..], WireTag.TimeKind, kind);

        Finish(item, WireTag.Time, length);
    }

    /// <summary>Writes the identity of a shared object.</summary>
    public void WriteReference(in ObjectReference reference)
    {
        Span<byte> item = Reserve(4 + WireReference.MaxBytes, exact: false);
        Finish(item, WireTag.Reference, 4 + WireReference.Write(item[4..], reference));
    }

    /// <summary>Writes the stand-in for an IProgress parameter.</summary>
    /// <param name="parameter">The number of the parameter, from 0.</param>
    public void WriteProgress(uint parameter) => WriteVarintItem(WireTag.Progress, parameter);

    /// <summary>Writes that the caller gave nothing for a parameter.</summary>
    public void WriteMissing() => WriteByteItem(WireTag.Missing, 1);

    internal static int WriteField(Span<byte> destination, byte tag, ulong value)
    {
        destination[0] = tag;
        return 1 + Varint.Write(destination[1..], value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteByteItem(byte tag, byte value)
    {
        Span<byte> item = Reserve(4);
        item[3] = value;
        item[0] = WireTag.Item;
        item[1] = 2;
        item[2] = tag;
        _buffer.Advance(4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void WriteVarintItem(byte tag, ulong value)
    {
        int size = Varint.Size(value);
        Span<byte> item = Reserve(3 + size);
        Varint.Write(item[3..], value);
        item[0] = WireTag.Item;
        item[1] = (byte)(1 + size);
        item[2] = tag;
        _buffer.Advance(3 + size);
    }

    // The item's four bytes of header are free at its start; its content, at most 123 bytes, stands behind them.
    private void Finish(Span<byte> item, byte tag, int size)
    {
        CheckLimit(size, "The values");
        item[0] = WireTag.Item;
        item[1] = (byte)(size - 2);
        item[2] = tag;
        item[3] = (byte)(size - 4);
        _buffer.Advance(size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<byte> Reserve(int size, bool exact = true)
    {
        if (exact)
            CheckLimit(size, "The values");

        return _buffer.GetSpan(size);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckLimit(long size, string what)
    {
        if (size > _end - _buffer.Length)
            ThrowLimit(size, what);
    }

    private void ThrowLimit(long size, string what) => Fault.ThrowLimit(_limit, _buffer.Length - _start + size, what);
}
