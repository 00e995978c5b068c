namespace ObjectServer.Locks;

/// <summary>How long a caller may say that it waits.</summary>
internal static class WaitTimes
{
    // What a timer of .NET takes.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>Refuses a time that cannot be waited for.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative, and not infinite, or longer than 49 days.</exception>
    public static void Demand(TimeSpan? timeout)
    {
        if (timeout is { } time && time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time > Longest))
            throw new ArgumentOutOfRangeException(nameof(timeout), time, "A wait takes no time, or up to 49 days, or any time (null, or Timeout.InfiniteTimeSpan).");
    }
}
