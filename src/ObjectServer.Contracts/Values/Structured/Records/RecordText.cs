using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace ObjectServer.Values.Structured.Records;

/// <summary>
/// Writes the members of plain records, byte for byte as the serializer does, straight into a buffer. What it leaves to the serializer it notes
/// as failed; what was written is of no use then.
/// </summary>
/// <param name="names">The members' names, with all that stands before their values.</param>
/// <param name="output">Where to.</param>
internal sealed class RecordText(byte[][] names, IBufferWriter<byte> output)
{
    // Longer ones are measured before they are copied, which the serializer's writer does.
    private const int MaxTextLength = 1 << 20;
    private const int LeastRoom = 512;
    private const int LongestScalar = 64;

    // The 28th and further bytes of a time are its offset, and the seven before that its fraction.
    private const int FractionStart = 20;
    private const int FractionEnd = 27;

    private static readonly SearchValues<char> Unescaped = SearchValues.Create(
        [.. Enumerable.Range(' ', 0x7F - ' ').Where(c => !WellFormedEncoder.Instance.WillEncode(c)).Select(c => (char)c)]);

    private byte[] _array = [];
    private int _start;
    private int _position;
    private int _end;

    /// <summary>Whether something met that is the serializer's to write, or to refuse.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Writes one character between or behind records.</summary>
    public void Mark(byte character) => Room(1)[0] = character;

    /// <summary>Writes a record that is null.</summary>
    public void WriteNull() => "null"u8.CopyTo(Room(4));

    /// <summary>Writes a member that is null.</summary>
    public void WriteNull(int member) => Put(member, "null"u8);

    /// <summary>Writes a truth value.</summary>
    public void Write(int member, bool value) => Put(member, value ? "true"u8 : "false"u8);

    /// <summary>Writes an integer.</summary>
    public void Write(int member, long value)
    {
        Utf8Formatter.TryFormat(value, Begin(member, LongestScalar), out int written);
        _position += written;
    }

    /// <inheritdoc cref="Write(int, long)"/>
    public void Write(int member, ulong value)
    {
        Utf8Formatter.TryFormat(value, Begin(member, LongestScalar), out int written);
        _position += written;
    }

    /// <summary>Writes a number.</summary>
    public void Write(int member, double value)
    {
        if (!double.IsFinite(value))
        {
            Put(member, Literal(value));
            return;
        }

        value.TryFormat(Begin(member, LongestScalar), out int written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    /// <inheritdoc cref="Write(int, double)"/>
    public void Write(int member, float value)
    {
        if (!float.IsFinite(value))
        {
            Put(member, Literal(value));
            return;
        }

        value.TryFormat(Begin(member, LongestScalar), out int written, default, CultureInfo.InvariantCulture);
        _position += written;
    }

    /// <inheritdoc cref="Write(int, double)"/>
    public void Write(int member, decimal value)
    {
        Utf8Formatter.TryFormat(value, Begin(member, LongestScalar), out int written);
        _position += written;
    }

    /// <summary>Writes a Guid.</summary>
    public void Write(int member, Guid value)
    {
        Span<byte> room = Begin(member, LongestScalar);
        Utf8Formatter.TryFormat(value, room[1..], out int written);
        Quote(room, written);
    }

    /// <summary>Writes a span of time.</summary>
    public void Write(int member, TimeSpan value)
    {
        Span<byte> room = Begin(member, LongestScalar);
        Utf8Formatter.TryFormat(value, room[1..], out int written, 'c');
        Quote(room, written);
    }

    /// <summary>Writes a time.</summary>
    public void Write(int member, DateTime value)
    {
        Span<byte> room = Begin(member, LongestScalar);
        Utf8Formatter.TryFormat(value, room[1..], out int written, 'O');
        Quote(room, Shorten(room[1..], written));
    }

    /// <inheritdoc cref="Write(int, DateTime)"/>
    public void Write(int member, DateTimeOffset value)
    {
        Span<byte> room = Begin(member, LongestScalar);
        Utf8Formatter.TryFormat(value, room[1..], out int written, 'O');
        Quote(room, Shorten(room[1..], written));
    }

    /// <summary>Writes a text.</summary>
    public void Write(int member, string? value)
    {
        if (value is null)
        {
            WriteNull(member);
            return;
        }

        if (value.Length > MaxTextLength)
        {
            HasFailed = true;
            return;
        }

        Span<byte> room = Begin(member, (3 * value.Length) + 2);
        Span<byte> body = room[1..];
        bool isSimple = !value.AsSpan().ContainsAnyExcept(Unescaped);
        int written;
        if (isSimple) Encoding.ASCII.TryGetBytes(value, body, out written);
        else if (Utf8.FromUtf16(value, body, out _, out written, replaceInvalidSequences: false) != OperationStatus.Done) HasFailed = true;
        if (isSimple || WellFormedEncoder.Instance.FindFirstCharacterToEncodeUtf8(body[..written]) < 0) Quote(room, written);
        else Escape(value);
    }

    /// <summary>All is written.</summary>
    public void Flush()
    {
        if (_position > _start) output.Advance(_position - _start);
        _start = _position = _end;
    }

    private static ReadOnlySpan<byte> Literal(double value) =>
        double.IsNaN(value) ? "\"NaN\""u8 : value > 0 ? "\"Infinity\""u8 : "\"-Infinity\""u8;

    // Without zeros at the end of the fraction, and without a fraction that is zero.
    private static int Shorten(Span<byte> time, int length)
    {
        int end = FractionEnd;
        while (end > FractionStart && time[end - 1] == '0') end--;
        if (end == FractionStart) end--;
        time[FractionEnd..length].CopyTo(time[end..]);
        return end + length - FractionEnd;
    }

    private void Quote(Span<byte> room, int length)
    {
        room[0] = (byte)'"';
        room[length + 1] = (byte)'"';
        _position += length + 2;
    }

    private void Escape(string value)
    {
        if (HasFailed) return;
        ReadOnlySpan<byte> escaped = JsonEncodedText.Encode(value, WellFormedEncoder.Instance).EncodedUtf8Bytes;
        Mark((byte)'"');
        escaped.CopyTo(Room(escaped.Length));
        Mark((byte)'"');
    }

    private void Put(int member, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Begin(member, bytes.Length));
        _position += bytes.Length;
    }

    private Span<byte> Begin(int member, int size)
    {
        byte[] name = names[member];
        if (_end - _position < name.Length + size) Grow(name.Length + size);
        name.CopyTo(_array.AsSpan(_position));
        _position += name.Length;
        return _array.AsSpan(_position, _end - _position);
    }

    private Span<byte> Room(int size)
    {
        if (_end - _position < size) Grow(size);
        Span<byte> room = _array.AsSpan(_position, size);
        _position += size;
        return room;
    }

    private void Grow(int size)
    {
        Flush();
        Memory<byte> memory = output.GetMemory(Math.Max(size, LeastRoom));
        if (!MemoryMarshal.TryGetArray(memory, out ArraySegment<byte> segment)) throw new NotSupportedException("The buffer has no arrays.");
        _array = segment.Array!;
        _start = _position = segment.Offset;
        _end = segment.Offset + segment.Count;
    }
}
