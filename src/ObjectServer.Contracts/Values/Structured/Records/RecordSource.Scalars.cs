using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace ObjectServer.Values.Structured.Records;

/// <content>The values of members.</content>
internal sealed partial class RecordSource
{
    private const int ShortestSpan = 8;
    private const int MaxShortDigits = 18;

    // What ends a text, or must not be in it as it stands.
    private static readonly SearchValues<byte> TextEnds = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (byte)c), (byte)'"', (byte)'\\']);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a truth value.</summary>
    public bool ReadBoolean()
    {
        SkipSpace();
        if (TryTake("true"u8)) return true;
        if (!TryTake("false"u8)) Fail();
        return false;
    }

    /// <summary>Reads an integer of a type with these bounds.</summary>
    public long ReadSigned(long least, long most)
    {
        SkipSpace();
        if (TryTakeShort(out long brief))
        {
            if (brief < least || brief > most) Fail();
            return brief;
        }

        ReadOnlySpan<byte> number = TakeNumber();
        if (!Utf8Parser.TryParse(number, out long value, out int used) || used != number.Length || value < least || value > most) Fail();
        return value;
    }

    /// <summary>Reads an integer of an unsigned type with this bound.</summary>
    public ulong ReadUnsigned(ulong most)
    {
        ReadOnlySpan<byte> number = TakeNumber();
        if (!Utf8Parser.TryParse(number, out ulong value, out int used) || used != number.Length || value > most) Fail();
        return value;
    }

    /// <summary>Reads a number.</summary>
    public double ReadDouble()
    {
        SkipSpace();
        if (TryTake("\"NaN\""u8)) return double.NaN;
        if (TryTake("\"Infinity\""u8)) return double.PositiveInfinity;
        if (TryTake("\"-Infinity\""u8)) return double.NegativeInfinity;
        ReadOnlySpan<byte> number = TakeNumber();
        if (!Utf8Parser.TryParse(number, out double value, out int used) || used != number.Length || !double.IsFinite(value)) Fail();
        return value;
    }

    /// <inheritdoc cref="ReadDouble"/>
    public float ReadSingle()
    {
        SkipSpace();
        if (TryTake("\"NaN\""u8)) return float.NaN;
        if (TryTake("\"Infinity\""u8)) return float.PositiveInfinity;
        if (TryTake("\"-Infinity\""u8)) return float.NegativeInfinity;
        ReadOnlySpan<byte> number = TakeNumber();
        if (!Utf8Parser.TryParse(number, out float value, out int used) || used != number.Length || !float.IsFinite(value)) Fail();
        return value;
    }

    /// <inheritdoc cref="ReadDouble"/>
    public decimal ReadDecimal()
    {
        ReadOnlySpan<byte> number = TakeNumber();
        if (!Utf8Parser.TryParse(number, out decimal value, out int used) || used != number.Length) Fail();
        return value;
    }

    /// <summary>Reads a Guid.</summary>
    public Guid ReadGuid()
    {
        ReadOnlySpan<byte> text = TakeText();
        if (!Utf8Parser.TryParse(text, out Guid value, out int used, 'D') || used != text.Length) Fail();
        return value;
    }

    /// <summary>Reads a span of time.</summary>
    public TimeSpan ReadTimeSpan()
    {
        ReadOnlySpan<byte> text = TakeText();
        bool isOne = text.Length >= ShortestSpan && (text[0] == '-' || char.IsAsciiDigit((char)text[0]));
        if (!isOne || !Utf8Parser.TryParse(text, out TimeSpan value, out int used, 'c') || used != text.Length)
        {
            Fail();
            return default;
        }

        return value;
    }

    /// <summary>Reads a time.</summary>
    public DateTime ReadDateTime()
    {
        SkipSpace();
        if (RecordTime.TryParse(Rest, out DateTime usual, out int used))
        {
            _position += used;
            return usual;
        }

        Utf8JsonReader reader = ReaderOfText();
        if (HasFailed || !reader.TryGetDateTime(out DateTime value))
        {
            Fail();
            return default;
        }

        return value;
    }

    /// <inheritdoc cref="ReadDateTime"/>
    public DateTimeOffset ReadDateTimeOffset()
    {
        Utf8JsonReader reader = ReaderOfText();
        if (HasFailed || !reader.TryGetDateTimeOffset(out DateTimeOffset value))
        {
            Fail();
            return default;
        }

        return value;
    }

    /// <summary>Reads a text, or null.</summary>
    public string? ReadString()
    {
        SkipSpace();
        if (TryTakeNull()) return null;
        if (!TryTake((byte)'"')) Fail();
        if (HasFailed) return null;
        int length = Rest.IndexOfAny(TextEnds);
        if (length >= 0 && Rest[length] == '"')
        {
            string text = Strict.GetString(Rest[..length]);
            _position += length + 1;
            return text;
        }

        _position--;
        var reader = new Utf8JsonReader(Rest);
        if (!reader.Read() || reader.TokenType != JsonTokenType.String) Fail();
        _position += (int)reader.BytesConsumed;
        return HasFailed ? null : reader.GetString();
    }

    // Where a time is understood is the serializer's reader.
    private Utf8JsonReader ReaderOfText()
    {
        ReadOnlySpan<byte> text = TakeText();
        if (HasFailed) return default;
        var reader = new Utf8JsonReader(json.AsSpan(_position - text.Length - 2, text.Length + 2));
        if (!reader.Read()) Fail();
        return reader;
    }

    // A text without escapes, which no value but a string has when this project writes it.
    private ReadOnlySpan<byte> TakeText()
    {
        SkipSpace();
        int length = TryTake((byte)'"') ? Rest.IndexOfAny(TextEnds) : -1;
        if (length < 0 || Rest[length] != '"')
        {
            Fail();
            return default;
        }

        ReadOnlySpan<byte> text = Rest[..length];
        _position += length + 1;
        return text;
    }

    // By the grammar of JSON, which is stricter than what parses numbers. What stands behind it, Next looks at.
    private ReadOnlySpan<byte> TakeNumber()
    {
        SkipSpace();
        ReadOnlySpan<byte> rest = Rest;
        int at = rest is [(byte)'-', ..] ? 1 : 0;
        int whole = Digits(rest, ref at);
        bool isNumber = whole > 0 && (whole == 1 || rest[at - whole] != '0');
        if (at < rest.Length && rest[at] == '.')
        {
            at++;
            isNumber &= Digits(rest, ref at) > 0;
        }

        if (at < rest.Length && rest[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < rest.Length && rest[at] is (byte)'+' or (byte)'-') at++;
            isNumber &= Digits(rest, ref at) > 0;
        }

        if (!isNumber)
        {
            Fail();
            return default;
        }

        _position += at;
        return rest[..at];
    }

    // Few digits, as most integers have.
    private bool TryTakeShort(out long value)
    {
        ReadOnlySpan<byte> rest = Rest;
        bool isNegative = rest is [(byte)'-', ..];
        int first = isNegative ? 1 : 0;
        int at = first;
        value = 0;
        for (; at < rest.Length && (uint)(rest[at] - '0') <= 9 && at - first < MaxShortDigits; at++) value = (value * 10) + (rest[at] - '0');
        if (isNegative) value = -value;
        bool isWhole = at > first && at < rest.Length && rest[at] is (byte)',' or (byte)'}' && (rest[first] != '0' || at == first + 1);
        if (isWhole) _position += at;
        return isWhole;
    }

    private static int Digits(ReadOnlySpan<byte> bytes, ref int at)
    {
        int first = at;
        while (at < bytes.Length && (uint)(bytes[at] - '0') <= 9) at++;
        return at - first;
    }
}
