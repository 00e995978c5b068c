using System.Diagnostics;

namespace ObjectServer.Benchmarks.Loads;

/// <summary>What has been done and used up to a moment.</summary>
internal readonly record struct LoadSnapshot(long Timestamp, long Calls, long ClientBytes, long? ServerBytes, (long Sent, long Received)? Traffic)
{
    /// <summary>Taken while callers call. What takes longest comes first, so that count and time belong together.</summary>
    public static LoadSnapshot Take(CallTarget target, Func<long> calls)
    {
        long? serverBytes = target.ServerAllocatedAsync().GetAwaiter().GetResult();
        long clientBytes = GC.GetTotalAllocatedBytes(precise: true);
        return new LoadSnapshot(Stopwatch.GetTimestamp(), calls(), clientBytes, serverBytes, target.Traffic);
    }
}
