namespace ObjectServer.Streaming;

/// <summary>A place behind a semaphore, given back when it is disposed of.</summary>
internal readonly struct SemaphoreTurn : IDisposable
{
    private readonly SemaphoreSlim _semaphore;

    private SemaphoreTurn(SemaphoreSlim semaphore) => _semaphore = semaphore;

    /// <summary>Takes a place, waiting for it on this thread.</summary>
    public static SemaphoreTurn Take(SemaphoreSlim semaphore)
    {
        semaphore.Wait();
        return new SemaphoreTurn(semaphore);
    }

    /// <summary>Takes a place.</summary>
    /// <exception cref="OperationCanceledException">Cancelled first.</exception>
    public static async ValueTask<SemaphoreTurn> TakeAsync(SemaphoreSlim semaphore, CancellationToken cancel)
    {
        await semaphore.WaitAsync(cancel).ConfigureAwait(false);
        return new SemaphoreTurn(semaphore);
    }

    /// <inheritdoc/>
    public void Dispose() => _semaphore.Release();
}
