using System.Collections;
using System.Globalization;
using ObjectServer.Contract;

namespace ObjectServer.Dashboard.Values;

/// <summary>Values as text, short enough to be looked at.</summary>
internal static class ValueText
{
    /// <summary>How long a text may be.</summary>
    public const int MostChars = 400;

    private const int MostElements = 8;

    /// <summary>A value.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => Cut(text),
        bool flag => flag ? "true" : "false",
        IFormattable number => Cut(number.ToString(null, CultureInfo.InvariantCulture)),
        IEnumerable elements => Cut(OfElements(elements)),
        _ => Cut(value.ToString() ?? ""),
    };

    /// <summary>The beginning of a text.</summary>
    public static string Cut(string text)
    {
        if (text.Length <= MostChars) return text;
        int length = char.IsHighSurrogate(text[MostChars - 1]) ? MostChars - 1 : MostChars;
        return string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, length)}… ({text.Length} characters)");
    }

    // What cannot be counted without being run through is only named: it may have no end.
    private static string OfElements(IEnumerable elements)
    {
        string type = TypeNames.Of(elements.GetType());
        if (elements is not ICollection { Count: var count } collection) return type;
        IEnumerable<string> first = collection.Cast<object?>().Take(MostElements).Select(Of);
        return string.Create(CultureInfo.InvariantCulture, $"{count} × {type}: {string.Join(", ", first)}{(count > MostElements ? ", …" : "")}");
    }
}
