using System.Text;
using System.Text.Unicode;

namespace ObjectServer.Memory.Tables;

/// <summary>Text in cells of a fixed width: UTF-8, filled up with zeros, as NumPy's <c>S</c>.</summary>
internal static class FixedText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How many bytes a text takes.</summary>
    /// <exception cref="ArgumentException">It is no text: half a pair of surrogates stands alone.</exception>
    public static int BytesOf(string text, string column)
    {
        try
        {
            return Strict.GetByteCount(text);
        }
        catch (EncoderFallbackException e)
        {
            throw new ArgumentException(
                $"A text for column \"{column}\" has half a pair of surrogates at {e.Index}, without the other half; such a text cannot be kept.", nameof(text), e);
        }
    }

    /// <summary>Writes a text. What is refused leaves the cell as it was.</summary>
    /// <exception cref="ArgumentException">It does not fit, ends with a zero character, or is no text.</exception>
    public static void Write(string text, Span<byte> cell, string column)
    {
        ArgumentNullException.ThrowIfNull(text);
        int bytes = BytesOf(text, column);
        if (bytes > cell.Length)
            throw new ArgumentException($"A text for column \"{column}\" takes {bytes} bytes as UTF-8; a cell has {cell.Length}. Nothing is cut: shorten it, or create the table with a larger width.", nameof(text));
        if (text.EndsWith('\0'))
            throw new ArgumentException($"A text for column \"{column}\" ends with a zero character, which could not be told from the end of the cell.", nameof(text));
        Strict.GetBytes(text, cell);
        cell[bytes..].Clear();
    }

    /// <summary>Reads a text.</summary>
    /// <exception cref="InvalidDataException">The cell holds no UTF-8.</exception>
    public static string Read(ReadOnlySpan<byte> cell, string column, long row)
    {
        ReadOnlySpan<byte> text = cell.TrimEnd((byte)0);
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new InvalidDataException($"Row {row} of column \"{column}\" holds no UTF-8: {e.Message}", e);
        }
    }

    /// <summary>Whether a cell holds text.</summary>
    public static bool IsText(ReadOnlySpan<byte> cell) => Utf8.IsValid(cell.TrimEnd((byte)0));

    /// <summary>Reads bytes that lie within a larger piece of text.</summary>
    /// <exception cref="DecoderFallbackException">They are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> text) => Strict.GetString(text);

    /// <summary>Writes a text that fits.</summary>
    public static void Encode(string text, Span<byte> target) => Strict.GetBytes(text, target);
}
