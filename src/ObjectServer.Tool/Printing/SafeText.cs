using System.Globalization;
using System.Text;

namespace ObjectServer.Tool.Printing;

/// <summary>Texts that others have written, such as names, so that a terminal shows them and does not act on them.</summary>
internal static class SafeText
{
    /// <summary>The text, with what cannot be seen written as <c>\u001b</c>.</summary>
    public static string Of(string text)
    {
        if (!text.Any(IsHidden)) return text;
        var safe = new StringBuilder();
        foreach (char one in text)
        {
            if (IsHidden(one)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)one:x4}");
            else safe.Append(one);
        }

        return safe.ToString();
    }

    // Also what turns the direction of writing, and so shows another text than there is.
    private static bool IsHidden(char one) => char.IsControl(one) || char.GetUnicodeCategory(one) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
