using System.Globalization;

namespace ObjectServer.Tool.Printing;

/// <summary>Numbers of bytes for people.</summary>
internal static class ByteText
{
    private const double Step = 1024;

    private static readonly string[] Units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    /// <summary>Text such as <c>12.3 MiB</c>; a dash for what is not known.</summary>
    public static string Of(long? bytes)
    {
        if (bytes is not { } known) return "–";
        (double unit, string name) = UnitFor(known);
        return (known / unit).ToString(unit > 1 ? "0.0" : "0", CultureInfo.InvariantCulture) + " " + name;
    }

    /// <summary>The largest unit of which there is at least one, in bytes, and its name.</summary>
    public static (double Bytes, string Name) UnitFor(double bytes)
    {
        int power = 0;
        double unit = 1;
        for (; power < Units.Length - 1 && bytes >= unit * Step; power++) unit *= Step;
        return (unit, Units[power]);
    }
}
