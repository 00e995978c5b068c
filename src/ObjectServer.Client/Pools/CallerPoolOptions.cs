namespace ObjectServer.Client;

/// <summary>How a <see cref="CallerPool{T}"/> works. Read when the pool is made; changing it later has no effect.</summary>
public class CallerPoolOptions
{
    /// <summary>
    /// How many jobs may wait for a caller; one more is refused with <see cref="LimitExceededException"/>. A job is one call of
    /// <c>ApplyAsync</c>, <c>MapAsync</c> or <c>StarMapAsync</c>, however many items it has. Default: 100,000. At least 1.
    /// </summary>
    public int MaxWaitingJobs { get; set; } = 100_000;

    /// <summary>
    /// How often an item of an idempotent job is run whose workers end while they run it. Default: 3. At least 1.
    /// </summary>
    public int MaxAttempts { get; set; } = 3;

    /// <summary>
    /// Told, by a line that names it, of a pool with workers that was neither closed nor disposed of and that nobody refers to any more; its workers
    /// are ended. Called by the garbage collector's thread: it must not wait. Default: null, the line is a warning of
    /// <see cref="System.Diagnostics.Trace"/>.
    /// </summary>
    public Action<string>? Dropped { get; set; }

    /// <exception cref="ArgumentException">An option is missing or out of range.</exception>
    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxWaitingJobs, 1, nameof(MaxWaitingJobs));
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1, nameof(MaxAttempts));
    }
}
