using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Experiments;

/// <summary>What this process and others take of the machine's memory, as the library tells it.</summary>
internal static class ProcessMemory
{
    /// <summary>This process's proportional share, in bytes: pages that several use count for each in part.</summary>
    public static double Pss => PssOf(Environment.ProcessId);

    /// <summary>Bytes that another process alone has.</summary>
    public static double PrivateOf(int process) => Told(MemoryReport.OfProcesses(process).Processes[0].PrivateBytes);

    /// <summary>Another process's proportional share, in bytes.</summary>
    public static double PssOf(int process) => Told(MemoryReport.OfProcesses(process).ProportionalBytes);

    private static double Told(long? bytes) => bytes ?? throw new PlatformNotSupportedException("The system does not tell what memory the processes have.");
}
