using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Streams of bytes, in both directions; one small subclass for each link.</summary>
public abstract class StreamTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly Store _live = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IStore _store = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IStore>("store", _live), options => options.BlockingReaders = blockingReaders, unixSocket, socketLink);
        _client = await _server.ConnectAsync();
        _store = await _client.GetAsync<IStore>("store");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public void Stream_IsReadWrittenAndMovedAsIfItWereHere()
    {
        Stream stream = _store.Open();
        Assert.True(stream is { CanRead: true, CanWrite: true, CanSeek: true, Length: 0, Position: 0 });

        stream.Write([1, 2, 3, 4, 5]);
        stream.WriteByte(6);
        Assert.Equal((6, 6), (stream.Position, stream.Length));
        stream.Seek(-3, SeekOrigin.End);
        byte[] read = new byte[10];

        Assert.Equal(3, stream.Read(read));
        Assert.Equal([4, 5, 6], read[..3]);
        Assert.Equal(0, stream.Read(read));
        stream.Position = 1;
        Assert.Equal(2, stream.ReadByte());
        stream.SetLength(3);
        stream.Flush();
        Assert.Equal([1, 2, 3], _store.Content());
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Position = -1);
    }

    [Fact]
    public async Task Stream_IsUsedAsynchronously()
    {
        Stream stream = _store.Open();
        byte[] content = Bytes(5_000_000);

        await stream.WriteAsync(content);
        await stream.FlushAsync();
        stream.Position = 0;
        byte[] back = new byte[content.Length];
        await stream.ReadExactlyAsync(back);

        Assert.Equal(content, back);
        Assert.Equal(content, _store.Content());
    }

    [Fact]
    public void TwoHolders_HavePositionsOfTheirOwn()
    {
        Stream one = _store.Open();
        Stream other = _store.Open();
        one.Write([1, 2, 3]);

        Assert.Equal(1, other.ReadByte());
        one.WriteByte(4);

        Assert.Equal(2, other.ReadByte());
        Assert.Equal([1, 2, 3, 4], _store.Content());
    }

    [Fact]
    public async Task ForwardStream_IsCopiedToItsEnd()
    {
        byte[] content = Bytes(3_500_000);
        Stream stream = await _store.OpenForwardAsync(content);
        Assert.True(stream is { CanRead: true, CanWrite: false, CanSeek: false });
        Assert.Throws<NotSupportedException>(() => stream.Position);
        Assert.Throws<NotSupportedException>(() => stream.Length);
        Assert.Throws<NotSupportedException>(() => stream.WriteByte(1));
        using var copy = new MemoryStream();

        await stream.CopyToAsync(copy);

        Assert.Equal(content, copy.ToArray());
    }

    [Fact]
    public async Task ForwardStream_LosesNothingThatNobodyHasAskedFor()
    {
        Stream stream = await _store.OpenForwardAsync(Bytes(1000));
        byte[] head = new byte[10];

        await stream.ReadExactlyAsync(head);

        Assert.Equal(10, _live.Forward!.BytesRead);
    }

    [Fact]
    public async Task StreamOfTheCaller_IsReadInTheServer()
    {
        byte[] content = Bytes(3_000_000);
        var mine = new ObservedStream(new MemoryStream(content), canSeek: false);

        Assert.Equal(content[..100], _store.Head(mine, 100));
        Assert.Equal(100, mine.BytesRead);
        Assert.Equal(content.Length - 100, await _store.CountAsync(mine));
        Assert.False(mine.Disposed.IsCompleted);
    }

    [Fact]
    public async Task StreamsOfTheCaller_AreCopiedByTheServer()
    {
        byte[] content = Bytes(3_000_000);
        using var to = new MemoryStream();

        await _store.CopyAsync(new MemoryStream(content), to);

        Assert.Equal(content, to.ToArray());
    }

    [Fact]
    public async Task StreamThatComesHome_IsItself()
    {
        using var mine = new MemoryStream([1, 2, 3]);

        _store.Kept = mine;

        Assert.Same(mine, _store.Kept);
        _store.Kept = _store.Open();
        Assert.Same(_live.Stream, _live.Kept);
        _store.Kept = null;
        Assert.Null(_store.Kept);
        Assert.Null(_store.None());
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Disposing_DisposesOfTheStreamItself()
    {
        Stream stream = _store.Open();

        await stream.DisposeAsync();

        await _live.Stream.Disposed.WaitAsync(Guard);
        Assert.Throws<ObjectDisposedException>(() => stream.ReadByte());
        Assert.False(stream.CanRead);
        await Eventually.EqualAsync(1, () => _server.Objects.Count);
    }

    [Fact]
    public async Task ReturnedStream_WhoseHolderGoes_IsDisposedOf()
    {
        ObjectClient other = await _server.ConnectAsync();
        IStore store = await other.GetAsync<IStore>("store");
        Stream stream = await store.OpenForwardAsync([1, 2, 3]);
        Assert.Equal(1, stream.ReadByte());

        await other.DisposeAsync();

        await _live.Forward!.Disposed.WaitAsync(Guard);
        await Assert.ThrowsAnyAsync<ObjectServerException>(() => stream.ReadAsync(new byte[1]).AsTask());
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task WhatTheStreamThrows_ArrivesAsItself()
    {
        using var broken = new MemoryStream([1], writable: false);
        _store.Kept = broken;
        await using ObjectClient other = await _server.ConnectAsync();
        IStore store = await other.GetAsync<IStore>("store");
        broken.Dispose();

        var error = await Assert.ThrowsAnyAsync<ObjectDisposedException>(() => store.Kept!.ReadAsync(new byte[1]).AsTask());

        Assert.Contains("closed", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Bytes(int count)
    {
        byte[] bytes = new byte[count];
        new Random(1).NextBytes(bytes);
        return bytes;
    }
}
