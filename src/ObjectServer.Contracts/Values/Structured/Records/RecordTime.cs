namespace ObjectServer.Values.Structured.Records;

/// <summary>Times in the form in which they are written: in UTC or of no zone, to the second or with a fraction. Others are the serializer's to read.</summary>
internal static class RecordTime
{
    // "yyyy-MM-ddTHH:mm:ss with the quote before it.
    private const int SecondsEnd = 20;
    private const int MaxFractionDigits = 7;

    /// <summary>Reads a time with its quotes at the start of the bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="time">The time.</param>
    /// <param name="used">How many bytes it takes.</param>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out DateTime time, out int used)
    {
        time = default;
        used = 0;
        bool isForm = bytes.Length > SecondsEnd && bytes[0] == '"' && bytes[5] == '-' && bytes[8] == '-' && bytes[11] == 'T' && bytes[14] == ':' && bytes[17] == ':';
        if (!isForm) return false;
        int year = (Two(bytes, 1) * 100) + Two(bytes, 3);
        int month = Two(bytes, 6);
        int day = Two(bytes, 9);
        int hour = Two(bytes, 12);
        int minute = Two(bytes, 15);
        int second = Two(bytes, 18);
        bool isTime = year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && hour is >= 0 and <= 23 && minute is >= 0 and <= 59 && second is >= 0 and <= 59;
        if (!isTime || day > DateTime.DaysInMonth(year, month)) return false;

        int at = SecondsEnd;
        int fraction = bytes[at] == '.' ? Fraction(bytes, ref at) : 0;
        DateTimeKind kind = at < bytes.Length && bytes[at] == 'Z' ? DateTimeKind.Utc : DateTimeKind.Unspecified;
        if (kind == DateTimeKind.Utc) at++;
        if (fraction < 0 || at >= bytes.Length || bytes[at] != '"') return false;
        time = new DateTime(year, month, day, hour, minute, second, kind).AddTicks(fraction);
        used = at + 1;
        return true;
    }

    // In ticks; negative for what is none.
    private static int Fraction(ReadOnlySpan<byte> bytes, ref int at)
    {
        int first = ++at;
        int ticks = 0;
        for (; at < bytes.Length && at - first < MaxFractionDigits && (uint)(bytes[at] - '0') <= 9; at++) ticks = (ticks * 10) + (bytes[at] - '0');
        if (at == first) return -1;
        for (int digits = at - first; digits < MaxFractionDigits; digits++) ticks *= 10;
        return ticks;
    }

    // Negative for what is no number: far enough to stay so behind a hundred.
    private static int Two(ReadOnlySpan<byte> bytes, int at)
    {
        uint tens = (uint)(bytes[at] - '0');
        uint ones = (uint)(bytes[at + 1] - '0');
        return tens <= 9 && ones <= 9 ? (int)((tens * 10) + ones) : -10_000;
    }
}
