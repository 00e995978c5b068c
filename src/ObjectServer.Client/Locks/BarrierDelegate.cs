namespace ObjectServer.Locks;

/// <summary>The action of a barrier that a client gives as a delegate.</summary>
/// <param name="action">The delegate.</param>
[SharedObject("barrier-action", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class BarrierDelegate(Func<CancellationToken, Task> action) : IBarrierAction
{
    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancel = default) => action(cancel);
}
