namespace ObjectServer.Client.Pools;

/// <summary>One of the callers of a pool. It runs one item at a time; ending it may come at any moment.</summary>
/// <typeparam name="T">What it calls.</typeparam>
internal abstract class PoolCaller<T>
    where T : class
{
    /// <summary>Whether what it calls has been lost since it was last made ready.</summary>
    public abstract bool HasLost { get; }

    /// <summary>Gives what it calls, for the next item.</summary>
    public abstract ValueTask<T> ReadyAsync(CancellationToken cancel);

    /// <summary>An item has been run, however it ended.</summary>
    public abstract void Count();

    /// <summary>Ends what it has started.</summary>
    /// <param name="atOnce">Whatever still runs there.</param>
    public abstract Task EndAsync(bool atOnce);
}
