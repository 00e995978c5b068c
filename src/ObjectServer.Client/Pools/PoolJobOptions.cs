namespace ObjectServer.Client;

/// <summary>How one job of a <see cref="CallerPool{T}"/> is run.</summary>
public sealed record PoolJobOptions
{
    /// <summary>
    /// How many items a caller takes at a time, which it then runs one after the other. Default: null, a quarter of what each caller
    /// would get if all got the same, rounded up; 1 where items are read as they are needed. At least 1.
    /// </summary>
    public int? ChunkSize { get; init; }

    /// <summary>What happens when an item fails. Default: <see cref="PoolErrors.StopAtFirst"/>.</summary>
    public PoolErrors Errors { get; init; }

    /// <summary>
    /// Whether running an item twice does no harm. An item whose worker ended while it ran is then run again by the worker that replaces it,
    /// up to <see cref="CallerPoolOptions.MaxAttempts"/> times in all; otherwise it fails with <see cref="OutcomeUnknownException"/>.
    /// Default: false.
    /// </summary>
    public bool Idempotent { get; init; }

    /// <summary>
    /// How many items may be read before their results are taken, where items are read as they are needed; no more results wait, either.
    /// Default: null, four chunks for each caller. At least 1.
    /// </summary>
    public int? ReadAhead { get; init; }

    /// <summary>
    /// Told how many items of a <c>MapAsync</c> or <c>StarMapAsync</c> are done, whenever one is, by the caller that did it: reports may
    /// overlap, and the largest is the newest. It must not wait. Default: null, nobody.
    /// </summary>
    public IProgress<int>? Progress { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    internal void Validate()
    {
        if (ChunkSize is { } size) ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(ChunkSize));
        if (ReadAhead is { } ahead) ArgumentOutOfRangeException.ThrowIfLessThan(ahead, 1, nameof(ReadAhead));
        if (!Enum.IsDefined(Errors)) throw new ArgumentOutOfRangeException(nameof(Errors), Errors, "There is no such way.");
    }
}
