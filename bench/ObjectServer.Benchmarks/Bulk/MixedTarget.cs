namespace ObjectServer.Benchmarks.Bulk;

/// <summary>What small calls are made of while large arrays go both ways. Its three ways may be used at the same time, each once.</summary>
internal abstract class MixedTarget : IAsyncDisposable
{
    /// <summary>A small call, on the calling thread.</summary>
    public abstract void Call();

    /// <summary>Sends so many bytes, and waits until they were taken in.</summary>
    public abstract Task UploadAsync(int bytes);

    /// <summary>Fetches so many bytes.</summary>
    public abstract Task DownloadAsync(int bytes);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
