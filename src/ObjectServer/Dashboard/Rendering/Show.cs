using System.Globalization;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>Figures for people.</summary>
internal static class Show
{
    /// <summary>Stands where there is nothing.</summary>
    public const string Nothing = "–";

    private static readonly string[] Sizes = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

    /// <summary>A whole number.</summary>
    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A rate or the like, with as many places as mean something.</summary>
    public static string Rate(double number) => number switch
    {
        >= 100 => number.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => number.ToString("0.0", CultureInfo.InvariantCulture),
        > 0 => number.ToString("0.##", CultureInfo.InvariantCulture),
        _ => "0",
    };

    /// <summary>A number of bytes.</summary>
    public static string Bytes(double bytes)
    {
        int size = 0;
        while (bytes >= 1024 && size < Sizes.Length - 1)
        {
            bytes /= 1024;
            size++;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(size == 0 || bytes >= 100 ? Math.Round(bytes) : Math.Round(bytes, 1))} {Sizes[size]}");
    }

    /// <summary>How long something takes.</summary>
    public static string Time(double seconds) => seconds switch
    {
        <= 0 => "0",
        < 1e-3 => $"{Rate(seconds * 1e6)} µs",
        < 1 => $"{Rate(seconds * 1e3)} ms",
        < 120 => $"{Rate(seconds)} s",
        _ => Age(TimeSpan.FromSeconds(Math.Min(seconds, 1e9))),
    };

    /// <summary>How long something takes; nothing where that is not known.</summary>
    public static string Time(TimeSpan? time) => time is { } known ? Time(known.TotalSeconds) : Nothing;

    /// <summary>How long ago something was, in two parts.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "now",
        { TotalMinutes: < 1 } => $"{(int)age.TotalSeconds} s",
        { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min {age.Seconds} s",
        { TotalDays: < 1 } => $"{(int)age.TotalHours} h {age.Minutes} min",
        _ => $"{(int)age.TotalDays} d {age.Hours} h",
    };

    /// <summary>A time of day, of the world.</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A coordinate of a drawing.</summary>
    public static string Coordinate(double at) => at.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>One or several.</summary>
    public static string Some(long number, string one, string several) => number == 1 ? $"1 {one}" : $"{Count(number)} {several}";
}
