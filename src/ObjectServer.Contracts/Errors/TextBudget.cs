using System.Text;

namespace ObjectServer.Errors;

/// <summary>
/// Keeps the texts of one error, with everything inside it, within a number of bytes, and makes them well-formed: an exception may
/// carry any text, and an error must always be able to leave.
/// </summary>
/// <param name="bytes">How many bytes of UTF-8 all texts may take together.</param>
internal sealed class TextBudget(int bytes)
{
    private const string Mark = " … (cut)";
    private static readonly int MarkBytes = Encoding.UTF8.GetByteCount(Mark);

    private int _left = bytes;

    /// <summary>Nothing is left.</summary>
    public bool IsSpent => _left <= MarkBytes;

    /// <summary>
    /// As much of <paramref name="text"/> as fits into <paramref name="mostBytes"/> and into what is left, marked where it was cut;
    /// lone surrogates become U+FFFD.
    /// </summary>
    public string Take(string? text, int mostBytes)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        int most = Math.Min(mostBytes, _left);
        bool isWhole = text.Length <= most;
        string taken = WellFormed(isWhole ? text : text[..most]);
        if (!isWhole || Encoding.UTF8.GetByteCount(taken) > most)
            taken = Cut(taken, most);
        _left -= Encoding.UTF8.GetByteCount(taken);
        return taken;
    }

    private static string WellFormed(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return text;

        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            result.Append(rune.ToString());
        return result.ToString();
    }

    private static string Cut(string text, int most)
    {
        int length = 0;
        int used = MarkBytes;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > most)
                break;
            length += rune.Utf16SequenceLength;
        }

        return most < MarkBytes ? "" : string.Concat(text.AsSpan(0, length), Mark);
    }
}
