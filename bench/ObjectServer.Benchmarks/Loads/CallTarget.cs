namespace ObjectServer.Benchmarks.Loads;

/// <summary>
/// The small calls, by one way to call. All callers share a target and may call at the same time; each says who it is, so that a target
/// with several connections can keep to one of them.
/// </summary>
internal abstract class CallTarget : IAsyncDisposable
{
    /// <summary>Adds, awaited. Not async itself: what the framework returns is what is awaited.</summary>
    public virtual ValueTask AddAsync(int caller, int left, int right) => throw Lacks("awaited calls");

    /// <summary>Adds, waited for.</summary>
    public virtual int Add(int caller, int left, int right) => throw Lacks("blocking calls");

    /// <summary>Reads the property.</summary>
    public virtual int Read(int caller) => throw Lacks("properties");

    /// <summary>Bytes that the server's process has allocated so far; null where it does not say.</summary>
    public virtual Task<long?> ServerAllocatedAsync() => Task.FromResult<long?>(null);

    /// <summary>Bytes sent and received so far; null where nobody counts them.</summary>
    public virtual (long Sent, long Received)? Traffic => null;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    /// <summary>Makes sure, once, that what is measured is an addition.</summary>
    protected static void Check(int sum)
    {
        if (sum != 5) throw new InvalidOperationException($"2 + 3 was said to be {sum}.");
    }

    private NotSupportedException Lacks(string what) => new($"{GetType().Name} has no {what}.");
}
