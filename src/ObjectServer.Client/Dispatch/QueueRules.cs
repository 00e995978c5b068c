namespace ObjectServer.Dispatch;

/// <summary>How many calls may wait for one serialized object, and the clock by which they do.</summary>
/// <param name="MostWaiting">How many may wait at a time.</param>
/// <param name="Option">Where that is set, for messages.</param>
/// <param name="Time">The clock.</param>
internal sealed record QueueRules(long MostWaiting, string Option, TimeProvider Time)
{
    /// <summary>How many may wait where nothing else is said.</summary>
    public const int DefaultMostWaiting = 10_000;

    /// <summary>The rules where nothing else is said.</summary>
    public static QueueRules Default { get; } = new(DefaultMostWaiting, "the calls that may wait for one object", TimeProvider.System);

    /// <summary>Now, by the clock.</summary>
    /// <param name="stopwatch">What <see cref="System.Diagnostics.Stopwatch"/> shows: the system's clock shows the same, and is not asked again.</param>
    public long Moment(long stopwatch) => ReferenceEquals(Time, TimeProvider.System) ? stopwatch : Time.GetTimestamp();
}
