using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ObjectServer.Client.Memory;

/// <summary>Asks the system for the memory of a process. What it does not tell stays null; nothing here throws.</summary>
internal static class ProcessReading
{
    private const long Unit = 1024;

    /// <summary>The memory of a process on this machine, under the name that the system has for it.</summary>
    public static ProcessMemory Read(int id)
    {
        var memory = new ProcessMemory(id, "");
        try
        {
            using Process process = Process.GetProcessById(id);
            memory = memory with { Name = process.ProcessName };
            if (!OperatingSystem.IsLinux()) return OfFramework(memory, process);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception or NotSupportedException)
        {
            // It is not there, or not to be seen.
            return memory;
        }

        return OfLinux(memory);
    }

    /// <summary>The memory of a process, under a name of one's own.</summary>
    public static ProcessMemory Read(int id, string name) => OperatingSystem.IsLinux() ? OfLinux(new ProcessMemory(id, name)) : Read(id) with { Name = name };

    private static ProcessMemory OfLinux(ProcessMemory memory)
    {
        Dictionary<string, long> all = Kilobytes($"/proc/{memory.Id}/smaps_rollup");
        if (!all.TryGetValue("Rss", out long resident))
        {
            // Another user's: that is not told, but this is to everybody.
            return Kilobytes($"/proc/{memory.Id}/status").TryGetValue("VmRSS", out resident) ? memory with { ResidentBytes = resident } : memory;
        }

        return memory with
        {
            ResidentBytes = resident,
            ProportionalBytes = all.TryGetValue("Pss", out long proportional) ? proportional : null,
            PrivateBytes = all.GetValueOrDefault("Private_Clean") + all.GetValueOrDefault("Private_Dirty"),
            SharedBytes = all.GetValueOrDefault("Shared_Clean") + all.GetValueOrDefault("Shared_Dirty"),
        };
    }

    private static ProcessMemory OfFramework(ProcessMemory memory, Process process) => memory with
    {
        ResidentBytes = process.WorkingSet64 is > 0 and long resident ? resident : null,
        PrivateBytes = OperatingSystem.IsWindows() ? process.PrivateMemorySize64 : null,
    };

    // Lines such as "Rss:    1744 kB".
    private static Dictionary<string, long> Kilobytes(string file)
    {
        var found = new Dictionary<string, long>(StringComparer.Ordinal);
        try
        {
            foreach (string line in File.ReadLines(file))
            {
                string[] words = line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
                if (words is [var name, var number, "kB"] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long count))
                    found[name.TrimEnd(':')] = count * Unit;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has ended, or is somebody else's.
        }

        return found;
    }
}
