using ObjectServer.Client;
using ObjectServer.Tool.Connecting;

namespace ObjectServer.Tool.Memory;

/// <summary>Who looks is not what was to be seen.</summary>
internal static class OwnProcess
{
    /// <summary>The report without this process.</summary>
    public static MemoryReport WithoutTool(this MemoryReport report) => report with
    {
        Processes = [.. report.Processes.Where(static process => process.Id != Environment.ProcessId || process.Name != ServerOptions.ClientName)],
    };
}
