using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectServer.Reading;

/// <summary>
/// Tells whether the system has taken the core away from the calling thread: what the thread did meanwhile took long, and was not slow. Asking
/// costs a call of the system.
/// </summary>
internal static partial class Preemption
{
    private const int OfThisThread = 1;

    private static readonly bool IsKnown = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    [ThreadStatic]
    private static long _seen;

    /// <summary>Whether it has since this thread last asked; when it asks for the first time, since it began. False where the system does not tell.</summary>
    public static bool HasHappened()
    {
        if (!IsKnown || Usage(OfThisThread, out ResourceUsage usage) != 0) return false;
        long times = usage[ResourceUsage.InvoluntarySwitches];
        bool happened = times != _seen;
        _seen = times;
        return happened;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int Usage(int whose, out ResourceUsage usage);

    /// <summary>What the kernel tells: two times of two numbers each, and fourteen numbers.</summary>
    [InlineArray(Numbers)]
    private struct ResourceUsage
    {
        /// <summary>The place of how often the thread was made to stop while it could have gone on.</summary>
        public const int InvoluntarySwitches = Numbers - 1;

        private const int Numbers = 18;
        private long _first;
    }
}
