using System.Runtime.InteropServices;

namespace ObjectServer.Benchmarks.Soaks;

/// <summary>
/// What the runtime itself allocates, outside of the collected heap: for threads, locks, compiled code. The C library keeps a pool of it for several threads each, and what
/// is free in them with it: with a few dozen threads that come and go, pools that are half empty take minutes to stop getting larger.
/// </summary>
internal static partial class NativeHeap
{
    /// <summary>Gives back to the system what is free, where the C library can: on Linux, but for those whose C library is not GNU's.</summary>
    public static void Trim()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = TrimPools(0);
        }
        catch (EntryPointNotFoundException)
        {
            // Another C library, which has no such pools.
        }
    }

    // Not zero when it has given anything back.
    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimPools(nuint kept);
}
