using System.Runtime.InteropServices;

namespace SharedData;

/// <summary>A short sleep, by the system call that Python's <c>time.sleep</c> makes. How long it really is, the kernel decides.</summary>
internal static partial class Nap
{
    private const int Monotonic = 1;
    private const int AbsoluteTime = 1;
    private const int Interrupted = 4;
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Sleeps.</summary>
    /// <param name="nanoseconds">How long, at least.</param>
    /// <exception cref="InvalidOperationException">The kernel cannot.</exception>
    public static void Take(long nanoseconds)
    {
        _ = clock_gettime(Monotonic, out TimeSpec until);
        long end = until.Nanoseconds + nanoseconds;
        until = new TimeSpec((nint)(until.Seconds + (end / NanosecondsPerSecond)), (nint)(end % NanosecondsPerSecond));
        int error;
        do error = clock_nanosleep(Monotonic, AbsoluteTime, in until, 0);
        while (error == Interrupted);
        if (error != 0) throw new InvalidOperationException($"clock_nanosleep failed with {error}.");
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec now);

    [LibraryImport("libc")]
    private static partial int clock_nanosleep(int clock, int flags, in TimeSpec until, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct TimeSpec(nint Seconds, nint Nanoseconds);
}
