using System.Globalization;

namespace SharedData;

/// <summary>What the kernel says of this process's memory.</summary>
internal static class Machine
{
    /// <summary>Bytes that this process has for itself alone.</summary>
    public static double PrivateBytes => File.ReadLines("/proc/self/smaps_rollup")
        .Where(static line => line.StartsWith("Private_", StringComparison.Ordinal))
        .Sum(static line => 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
