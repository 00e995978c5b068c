using System.Diagnostics;

namespace ObjectServer.Reading;

/// <summary>
/// How long the calling thread has spent on sending by lanes, and on waiting for its turn to, ever: what happened between two looks leaves that out by
/// their difference.
/// </summary>
internal static class SendTime
{
    [ThreadStatic]
    private static long _ticks;

    /// <summary>In ticks of <see cref="Stopwatch"/>.</summary>
    public static long OfThread => _ticks;

    /// <summary>The thread has sent since then.</summary>
    /// <param name="start">A timestamp of <see cref="Stopwatch"/>.</param>
    public static void Add(long start) => _ticks += Stopwatch.GetTimestamp() - start;
}
