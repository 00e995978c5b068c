namespace ObjectServer.Client.Pools;

/// <summary>Work for the callers of a pool, which take it in chunks.</summary>
/// <typeparam name="T">What they call.</typeparam>
internal abstract class PoolJob<T>
    where T : class
{
    /// <summary>How many chunks it has, at the beginning.</summary>
    public abstract int Chunks { get; }

    /// <summary>Whether all of it has been handed out, or will never be run.</summary>
    public abstract bool IsHandedOut { get; }

    /// <summary>Hands out the next chunk.</summary>
    /// <returns>False when there is none.</returns>
    public abstract bool TryTake(out PoolChunk<T> chunk);

    /// <summary>It will never be run: it ends, cancelled.</summary>
    public abstract void Abandon();

    /// <summary>Runs a chunk that was handed out. Never fails: what fails is the job.</summary>
    public abstract Task RunAsync(PoolCaller<T> caller, int first, int count);
}
