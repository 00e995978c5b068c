using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;
using Google.Protobuf;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <content>Items with content of any length: text, bytes, arrays, messages.</content>
internal sealed partial class ValueWriter
{
    // So short that item and content need one byte each for their length, however the text is encoded.
    private const int ShortChars = 41;
    private const int PieceBytes = 1 << 20;

    /// <summary>Writes a string.</summary>
    /// <exception cref="ArgumentEncodingException">It has a lone surrogate.</exception>
    /// <exception cref="LimitExceededException">It is larger than the limit.</exception>
    public void WriteText(string value)
    {
        if (value.Length > ShortChars)
        {
            WriteLongText(value);
            return;
        }

        Span<byte> item = _buffer.GetSpan(4 + 3 * ShortChars);
        if (Utf8.FromUtf16(value, item[4..], out _, out int written, replaceInvalidSequences: false) != OperationStatus.Done)
            throw LoneSurrogate();

        Finish(item, WireTag.Text, 4 + written);
    }

    /// <summary>Writes bytes.</summary>
    /// <exception cref="LimitExceededException">They are more than the limit; nothing was copied.</exception>
    public void WriteBinary(ReadOnlySpan<byte> value)
    {
        WriteHeader(WireTag.Binary, value.Length, "An array of bytes");
        _buffer.Write(in MemoryMarshal.GetReference(value), value.Length);
    }

    /// <inheritdoc cref="WriteBinary(ReadOnlySpan{byte})"/>
    public void WriteBinary(in ReadOnlySequence<byte> value)
    {
        WriteHeader(WireTag.Binary, value.Length, "An array of bytes");
        foreach (ReadOnlyMemory<byte> piece in value) _buffer.Write(piece.Span);
    }

    /// <summary>Writes an array of numbers by block copy.</summary>
    /// <param name="type">The element.</param>
    /// <param name="lengths">The length of each dimension, outermost first.</param>
    /// <param name="data">The elements, in row-major order.</param>
    /// <exception cref="LimitExceededException">It is larger than the limit; nothing was copied.</exception>
    public void WriteNumbers(ElementType type, ReadOnlySpan<long> lengths, ReadOnlySpan<byte> data) =>
        WriteNumbers(type, lengths, in MemoryMarshal.GetReference(data), data.Length);

    /// <inheritdoc cref="WriteNumbers(ElementType, ReadOnlySpan{long}, ReadOnlySpan{byte})"/>
    /// <param name="type">The element.</param>
    /// <param name="lengths">The length of each dimension, outermost first.</param>
    /// <param name="data">The first byte of the elements.</param>
    /// <param name="dataBytes">How many bytes the elements take; may be more than a span can hold.</param>
    public void WriteNumbers(ElementType type, ReadOnlySpan<long> lengths, ref readonly byte data, long dataBytes)
    {
        int packed = 0;
        foreach (long length in lengths)
            packed += Varint.Size((ulong)length);

        // The rank of an array is 32 at most: all but the data fits into one small span.
        int head = 4 + packed;
        long content = dataBytes == 0 ? head : head + 1 + Varint.Size((ulong)dataBytes) + dataBytes;
        WriteHeader(WireTag.Numbers, content, "An array of numbers");
        Span<byte> span = _buffer.GetSpan(head + 2 + 2 * Varint.MaxBytes);
        int at = WriteField(span, WireTag.NumbersType, (ulong)type);
        at += WriteField(span[at..], WireTag.NumbersLengths, (ulong)packed);
        foreach (long length in lengths)
            at += Varint.Write(span[at..], (ulong)length);

        if (dataBytes != 0)
            at += WriteField(span[at..], WireTag.NumbersData, (ulong)dataBytes);

        _buffer.Advance(at);
        _buffer.Write(in data, dataBytes);
    }

    /// <summary>Writes a protobuf message in its own encoding.</summary>
    /// <exception cref="ArgumentEncodingException">It changed while it was written, or its class cannot write to a buffer.</exception>
    /// <exception cref="LimitExceededException">It is larger than the limit.</exception>
    public void WriteMessage(IMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        long start = _buffer.Length;
        int size = message.CalculateSize();
        WriteHeader(WireTag.Message, size, "A message");
        long end = _buffer.Length + size;
        try
        {
            message.WriteTo(_buffer);
        }
        catch (InvalidProtocolBufferException e)
        {
            _buffer.Truncate(start);
            throw new ArgumentEncodingException($"{TypeNames.Of(message.GetType())} cannot be written: {e.Message}", null, e);
        }

        if (_buffer.Length == end)
            return;

        _buffer.Truncate(start);
        throw new ArgumentEncodingException($"{TypeNames.Of(message.GetType())} changed while it was written.");
    }

    private static ArgumentEncodingException LoneSurrogate() =>
        new("The text has a lone surrogate: it is not well-formed Unicode and cannot be written. Send it as char[].");

    private void WriteLongText(string value)
    {
        long start = _buffer.Length;
        long bytes = 0;
        for (int i = 0; i < value.Length;)
        {
            // A pair cut in two would count as two faulty halves.
            int count = Math.Min(value.Length - i, PieceBytes);
            if (i + count < value.Length && char.IsHighSurrogate(value[i + count - 1]))
                count--;

            bytes += Encoding.UTF8.GetByteCount(value.AsSpan(i, count));
            i += count;
        }

        WriteHeader(WireTag.Text, bytes, "A text");
        for (ReadOnlySpan<char> rest = value; !rest.IsEmpty;)
        {
            Span<byte> span = _buffer.GetSpan((int)Math.Clamp(bytes, 4, PieceBytes));
            Utf8.FromUtf16(rest, span, out int read, out int written, replaceInvalidSequences: false);
            if (read == 0)
            {
                _buffer.Truncate(start);
                throw LoneSurrogate();
            }

            _buffer.Advance(written);
            bytes -= written;
            rest = rest[read..];
        }
    }

    private void WriteHeader(byte tag, long content, string what)
    {
        long item = 1 + Varint.Size((ulong)content) + content;
        CheckLimit(1 + Varint.Size((ulong)item) + item, what);
        Span<byte> header = _buffer.GetSpan(2 + 2 * Varint.MaxBytes);
        int at = WriteField(header, WireTag.Item, (ulong)item);
        at += WriteField(header[at..], tag, (ulong)content);
        _buffer.Advance(at);
    }
}
