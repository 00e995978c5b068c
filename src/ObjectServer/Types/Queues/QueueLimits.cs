namespace ObjectServer.Types.Queues;

/// <summary>What queues and topics demand of numbers and times that clients give.</summary>
internal static class QueueLimits
{
    // What a timer of the runtime can wait for.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    /// <summary>How many items there may be.</summary>
    /// <param name="asked">What was asked for; 0 for <paramref name="standard"/>.</param>
    /// <param name="standard">What is taken if nothing was asked for.</param>
    /// <param name="options">What the server allows.</param>
    /// <param name="what">What has the capacity, as the beginning of a sentence.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    /// <exception cref="LimitExceededException">The server does not allow as many.</exception>
    public static int Capacity(int asked, int standard, ObjectServerOptions options, string what)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(asked, "capacity");
        return asked <= options.MaxQueueItems
            ? asked == 0 ? standard : asked
            : throw new LimitExceededException($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxQueueItems)}", options.MaxQueueItems, asked, what);
    }

    /// <summary>Refuses a time that is neither null, infinite, nor from 0 to 49 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none of these.</exception>
    public static void DemandTimeout(TimeSpan? timeout)
    {
        if (timeout is { } time && time != Timeout.InfiniteTimeSpan && (time < TimeSpan.Zero || time > Longest))
            throw new ArgumentOutOfRangeException(nameof(timeout), time, $"A timeout is from 0 to {Longest}; leave it out to wait for ever.");
    }
}
