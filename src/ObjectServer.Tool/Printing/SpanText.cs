using System.Globalization;

namespace ObjectServer.Tool.Printing;

/// <summary>Spans of time for people.</summary>
internal static class SpanText
{
    /// <summary>Text such as <c>350 ms</c>, <c>4.2 s</c>, <c>3 min 20 s</c>, <c>5 h 12 min</c>, <c>9 d 4 h</c>.</summary>
    public static string Of(ulong milliseconds)
    {
        var span = TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.MaxValue.TotalMilliseconds / 2));
        return span switch
        {
            { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{milliseconds} ms"),
            { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.0} s"),
            { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Minutes} min {span.Seconds} s"),
            { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.Hours} h {span.Minutes} min"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{span.Days} d {span.Hours} h"),
        };
    }
}
