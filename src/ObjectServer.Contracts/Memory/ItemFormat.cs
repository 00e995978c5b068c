using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;

namespace ObjectServer.Memory;

/// <summary>
/// An item of a shared list as bytes: its kind, in one, and its content. The length of the content is told beside it, so that nothing in it
/// has a meaning of its own, and trailing zeros stay.
/// </summary>
internal static class ItemFormat
{
    /// <summary>How many bytes the kind takes.</summary>
    public const int KindBytes = 1;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The value as a list gives it back: every integer as a long, every real number as a double.</summary>
    /// <param name="value">What was given.</param>
    /// <param name="index">Which item it is for, for messages; -1 for none.</param>
    /// <exception cref="ArgumentException">No list holds such a value.</exception>
    public static object? Normalize(object? value, int index) => value switch
    {
        null or bool or long or double or string or byte[] => value,
        sbyte or byte or short or ushort or int or uint => Convert.ToInt64(value, null),
        ulong number and <= long.MaxValue => (long)number,
        float number => (double)number,
        _ => throw new ArgumentException(
            $"{Item(index)} cannot be {(value is ulong ? $"{value}, which is more than a long holds" : $"a {value.GetType()}")}. "
            + "A list holds long, double, bool, string, byte[] and null.",
            nameof(value)),
    };

    /// <summary>The kind of a value, as <see cref="Normalize"/> gives it.</summary>
    public static ItemKind KindOf(object? normal) => normal switch
    {
        null => ItemKind.Null,
        bool => ItemKind.Boolean,
        long => ItemKind.Integer,
        double => ItemKind.Real,
        string => ItemKind.Text,
        _ => ItemKind.Bytes,
    };

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="index">Which item it is for, for messages.</param>
    /// <exception cref="ArgumentException">No list holds such a value.</exception>
    public static byte[] Write(object? value, int index)
    {
        value = Normalize(value, index);
        byte[] item = new byte[KindBytes + ContentBytes(value, index)];
        Span<byte> content = item.AsSpan(KindBytes);
        item[0] = (byte)KindOf(value);
        switch (value)
        {
            case bool flag:
                content[0] = flag ? (byte)1 : (byte)0;
                break;
            case long number:
                BinaryPrimitives.WriteInt64LittleEndian(content, number);
                break;
            case double number:
                BinaryPrimitives.WriteDoubleLittleEndian(content, number);
                break;
            case string text:
                Strict.GetBytes(text, content);
                break;
            case byte[] bytes:
                bytes.CopyTo(content);
                break;
        }

        return item;
    }

    /// <summary>Reads an item that <see cref="Write"/> has written.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public static object? Read(ReadOnlySpan<byte> item) =>
        item.Length >= KindBytes ? Read((ItemKind)item[0], item[KindBytes..]) : throw new InvalidDataException("An item of a list has at least its kind.");

    /// <summary>Reads the content of an item.</summary>
    /// <exception cref="InvalidDataException">It is none of that kind.</exception>
    public static object? Read(ItemKind kind, ReadOnlySpan<byte> content)
    {
        if (Fault(kind, content) is { } fault) throw new InvalidDataException($"An item of the list cannot be read: {fault}");
        return kind switch
        {
            ItemKind.Boolean => content[0] != 0,
            ItemKind.Integer => BinaryPrimitives.ReadInt64LittleEndian(content),
            ItemKind.Real => BinaryPrimitives.ReadDoubleLittleEndian(content),
            ItemKind.Text => Strict.GetString(content),
            ItemKind.Bytes => content.ToArray(),
            _ => null,
        };
    }

    /// <summary>What is wrong with an item's content; null when nothing is.</summary>
    public static string? Fault(ItemKind kind, ReadOnlySpan<byte> content)
    {
        int expected = kind switch
        {
            ItemKind.Null => 0,
            ItemKind.Boolean => 1,
            ItemKind.Integer or ItemKind.Real => sizeof(long),
            ItemKind.Text or ItemKind.Bytes => content.Length,
            _ => -1,
        };
        if (expected < 0) return $"there is no kind {(int)kind}.";
        if (expected != content.Length) return $"one of kind {kind} has {expected} bytes of content, this one {content.Length}.";
        return kind == ItemKind.Text && !Utf8.IsValid(content) ? "its text is no UTF-8." : null;
    }

    /// <summary>Whether two values are of the same kind and equal; arrays are by what is in them.</summary>
    public static bool AreEqual(object? one, object? other) =>
        one is byte[] bytes && other is byte[] otherBytes ? bytes.AsSpan().SequenceEqual(otherBytes) : Equals(one, other);

    private static int ContentBytes(object? normal, int index)
    {
        try
        {
            return normal switch
            {
                null => 0,
                bool => 1,
                string text => Strict.GetByteCount(text),
                byte[] bytes => bytes.Length,
                _ => sizeof(long),
            };
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException($"{Item(index)} cannot be a text with half a surrogate pair (at {e.Index}): that is no character.", nameof(normal), e);
        }
    }

    private static string Item(int index) => index < 0 ? "An item" : $"Item {index}";
}
