using System.Buffers;
using System.Text;

namespace ObjectServer.Values;

/// <summary>Text that does not lie in one piece.</summary>
internal static class WireText
{
    // The longest string the runtime has.
    private const int MaxChars = 0x3FFFFFDF;

    /// <summary>Decodes <paramref name="content"/>.</summary>
    /// <exception cref="DecoderFallbackException">It is not valid UTF-8.</exception>
    /// <exception cref="ArgumentEncodingException">It is longer than a string can be.</exception>
    public static string Read(in ReadOnlySequence<byte> content, Encoding encoding)
    {
        if (content.IsSingleSegment && content.Length <= MaxChars)
            return encoding.GetString(content.FirstSpan);

        long chars = Count(content);
        if (chars > MaxChars)
            Fault.Throw($"{chars} characters are more than a string can have");

        return string.Create((int)chars, (Content: content, Decoder: encoding.GetDecoder()), static (destination, source) =>
        {
            foreach (ReadOnlyMemory<byte> piece in source.Content)
                destination = destination[source.Decoder.GetChars(piece.Span, destination, flush: false)..];

            source.Decoder.GetChars([], destination, flush: true);
        });
    }

    // UTF-16 code units of well-formed UTF-8: one for each first byte, one more where it announces four bytes.
    private static long Count(in ReadOnlySequence<byte> content)
    {
        long chars = 0;
        foreach (ReadOnlyMemory<byte> piece in content)
        {
            foreach (byte b in piece.Span)
                chars += ((b & 0xC0) == 0x80 ? 0 : 1) + (b >= 0xF0 ? 1 : 0);
        }

        return chars;
    }
}
