namespace ObjectServer.IntegrationTests.Streaming;

/// <inheritdoc/>
[SharedObject("store")]
public sealed class Store : IStore
{
    /// <summary>What <see cref="Open"/> gives.</summary>
    public ObservedStream Stream { get; } = new(new MemoryStream());

    /// <summary>What <see cref="OpenForwardAsync"/> gave last.</summary>
    public ObservedStream? Forward { get; private set; }

    /// <inheritdoc/>
    public Stream? Kept { get; set; }

    /// <inheritdoc/>
    public Stream Open() => Stream;

    /// <inheritdoc/>
    public Task<Stream> OpenForwardAsync(byte[] content)
    {
        Forward = new ObservedStream(new MemoryStream(content), canSeek: false);
        return Task.FromResult<Stream>(Forward);
    }

    /// <inheritdoc/>
    public Stream? None() => null;

    /// <inheritdoc/>
    public byte[] Content() => ((MemoryStream)Stream.Inner).ToArray();

    /// <inheritdoc/>
    public async Task<long> CountAsync(Stream from)
    {
        long count = 0;
        byte[] buffer = new byte[100_000];
        while (await from.ReadAsync(buffer) is > 0 and int read) count += read;
        return count;
    }

    /// <inheritdoc/>
    public byte[] Head(Stream from, int count)
    {
        byte[] head = new byte[count];
        from.ReadExactly(head);
        return head;
    }

    /// <inheritdoc/>
    public async Task CopyAsync(Stream from, Stream to)
    {
        await from.CopyToAsync(to);
        await to.FlushAsync();
    }
}
