using System.Globalization;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>What this process and others take of the machine's memory, as the kernel counts it.</summary>
internal static class ProcessMemory
{
    /// <summary>This process's proportional share, in bytes: pages that several use count for each in part.</summary>
    public static double Pss => Of("self", "Pss:");

    /// <summary>Bytes that this process alone has.</summary>
    public static double Private => Of("self", "Private_Clean:", "Private_Dirty:");

    /// <summary>Another process's proportional share, in bytes.</summary>
    public static double PssOf(int process) => Of(process.ToString(CultureInfo.InvariantCulture), "Pss:");

    private static double Of(string process, params string[] fields) => File.ReadLines($"/proc/{process}/smaps_rollup")
        .Where(line => fields.Any(field => line.StartsWith(field, StringComparison.Ordinal)))
        .Sum(static line => 1024 * double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture));
}
