using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ObjectServer.Memory;

/// <summary>Types of elements as NumPy writes them.</summary>
internal static class ElementFormat
{
    /// <summary>The type of a byte.</summary>
    public const string Byte = "|u1";

    /// <summary>The largest element, in bytes.</summary>
    public const int MostBytes = 64 * 1024;

    private static readonly char Order = BitConverter.IsLittleEndian ? '<' : '>';

    /// <summary>The format of <typeparamref name="T"/>; of a structure, how large it is.</summary>
    public static string Of<T>()
        where T : unmanaged => Cache<T>.Format;

    /// <summary>How many bytes an element takes; 0 for what is no format.</summary>
    public static int BytesOf(string format)
    {
        if (format.Length < 3 || format[0] is not ('<' or '>' or '|')) return 0;
        ReadOnlySpan<char> digits = format.AsSpan(2);
        if (digits.IndexOf('[') is > 0 and int unit) digits = digits[..unit];
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size) && size is > 0 and <= MostBytes ? size : 0;
    }

    /// <summary>The same format in the other byte order.</summary>
    public static string Reversed(string format) => format[0] switch
    {
        '<' => ">" + format[1..],
        '>' => "<" + format[1..],
        _ => format,
    };

    /// <summary>Turns the bytes of each number of elements around.</summary>
    public static void Reverse(Span<byte> elements, string format)
    {
        // A complex number is two.
        int size = BytesOf(format) / (format[1] == 'c' ? 2 : 1);
        for (; elements.Length >= size; elements = elements[size..]) elements[..size].Reverse();
    }

    private static string Make(Type type, int size)
    {
        if (type.IsEnum) type = type.GetEnumUnderlyingType();
        char kind = Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => 'b',
            TypeCode.SByte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 => 'i',
            TypeCode.Byte or TypeCode.UInt16 or TypeCode.UInt32 or TypeCode.UInt64 or TypeCode.Char or TypeCode.DateTime => 'u',
            TypeCode.Single or TypeCode.Double => 'f',
            _ when type == typeof(Half) => 'f',
            _ when type == typeof(Complex) => 'c',
            _ when type == typeof(TimeSpan) => 'm',
            _ => 'V',
        };
        char order = size == 1 || kind == 'V' ? '|' : Order;
        string format = string.Create(CultureInfo.InvariantCulture, $"{order}{kind}{size}");

        // A tick is 100 ns.
        return kind == 'm' ? format + "[100ns]" : format;
    }

    private static class Cache<T>
        where T : unmanaged
    {
        public static readonly string Format = Make(typeof(T), Unsafe.SizeOf<T>());
    }
}
