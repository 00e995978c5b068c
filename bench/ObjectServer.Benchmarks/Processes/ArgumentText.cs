using System.Globalization;

namespace ObjectServer.Benchmarks.Processes;

/// <summary>Figures as another process is told them: as the invariant culture writes them, whatever culture this one runs in.</summary>
internal static class ArgumentText
{
    /// <summary>A number.</summary>
    public static string Of(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>A duration, in seconds.</summary>
    public static string Seconds(TimeSpan duration) => Of(duration.TotalSeconds);
}
