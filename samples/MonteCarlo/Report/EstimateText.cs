using System.Globalization;
using MonteCarlo.Statistics;

namespace MonteCarlo.Report;

/// <summary>Numbers as they are shown to people.</summary>
internal static class EstimateText
{
    /// <summary>Value ± error, the error with two digits and the value with as many decimals: <c>−1.5658 ± 0.0011</c>.</summary>
    public static string Of(Estimate estimate)
    {
        if (!(estimate.Error > 0))
            return Fixed(estimate.Value, 6);

        int decimals = Math.Clamp(1 - (int)Math.Floor(Math.Log10(estimate.Error)), 0, 12);
        return $"{Fixed(estimate.Value, decimals)} ± {Fixed(estimate.Error, decimals)}";
    }

    /// <summary>A number with so many decimals, and a real minus sign.</summary>
    public static string Fixed(double value, int decimals) =>
        value.ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>A number with a sign and two decimals, as deviations are shown; empty for none.</summary>
    public static string Deviation(double? z) => z is not double value ? "" : (value > 0 ? "+" : "") + Fixed(value, 2);

    /// <summary>A temperature, with the digits it was given with.</summary>
    public static string Temperature(double temperature) => temperature.ToString(CultureInfo.InvariantCulture);

    /// <summary>A part as percentage; a dash where there is none.</summary>
    public static string Percent(double part) => double.IsNaN(part) ? "–" : part.ToString("P1", CultureInfo.InvariantCulture).Replace(" ", "");

    /// <summary>A count of bytes, in the unit that suits it.</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 10_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes:N0} B"),
        < 10_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:N1} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB"),
    };

    /// <summary>A large number, with separators and no decimals.</summary>
    public static string Count(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
