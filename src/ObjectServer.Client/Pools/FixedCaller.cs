namespace ObjectServer.Client.Pools;

/// <summary>A caller of an object that is there for as long as its owner keeps it.</summary>
/// <typeparam name="T">What it calls.</typeparam>
/// <param name="target">The object.</param>
internal sealed class FixedCaller<T>(T target) : PoolCaller<T>
    where T : class
{
    /// <inheritdoc/>
    public override bool HasLost => false;

    /// <inheritdoc/>
    public override ValueTask<T> ReadyAsync(CancellationToken cancel) => new(target);

    /// <inheritdoc/>
    public override void Count()
    {
    }

    /// <inheritdoc/>
    public override Task EndAsync(bool atOnce) => Task.CompletedTask;
}
