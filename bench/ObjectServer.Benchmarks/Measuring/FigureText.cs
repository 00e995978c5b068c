using System.Globalization;

namespace ObjectServer.Benchmarks.Measuring;

/// <summary>Figures as people read them: about four digits, and never an exponent.</summary>
internal static class FigureText
{
    /// <summary>A figure as text; nothing for none.</summary>
    public static string Of(double? figure)
    {
        string format = Math.Abs(figure ?? 0) switch { >= 100 => "#,0", >= 10 => "0.0", >= 1 => "0.00", _ => "0.000" };
        return figure?.ToString(format, CultureInfo.InvariantCulture) ?? "";
    }
}
