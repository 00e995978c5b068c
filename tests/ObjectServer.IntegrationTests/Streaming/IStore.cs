namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Streams in every place where one can be.</summary>
[SharedContract]
public interface IStore
{
    Stream? Kept { get; set; }

    /// <summary>The store's content, to be read and written.</summary>
    Stream Open();

    Task<Stream> OpenForwardAsync(byte[] content);

    Stream? None();

    byte[] Content();

    Task<long> CountAsync(Stream from);

    byte[] Head(Stream from, int count);

    Task CopyAsync(Stream from, Stream to);
}
