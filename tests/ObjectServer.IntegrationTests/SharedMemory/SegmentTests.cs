using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>What Python's tests ask of segments and their names.</summary>
public sealed class SegmentTests : IAsyncLifetime
{
    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static _ => { }, unixSocket: false, socketLink: true);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "C-117")]
    public async Task Name_WithANul_IsRefused()
    {
        foreach (string name in (string[])["a\0b", "\0", "a\0"])
        {
            await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateMemoryAsync(100, name));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.GetOrCreateArrayAsync<double>(name, [1]));
            await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateMemoryListAsync([1], name));
        }

        Assert.Empty(await _client.ListAsync());
        Assert.Equal(0, _server.Memory.TotalBytes);
    }

    [Fact]
    [Trait("Conformance", "C-118")]
    public async Task Segment_HasItsNameAndSize_AndIsOnceWhatItIs()
    {
        ISharedMemory memory = await _client.CreateMemoryAsync(512, "test01");
        memory.Write(0, new byte[] { 42 });
        await using ObjectClient other = await _server.ConnectAsync();
        ISharedMemory theirs = await other.GetAsync<ISharedMemory>("test01");

        Assert.Equal("test01", Assert.Single(await other.ListAsync()).Name);
        Assert.Equal([512], theirs.Layout.Shape);
        Assert.Equal(42, theirs.Read(0, 1).Span[0]);
        theirs.Write(511, new byte[] { 100 });
        Assert.Equal(100, memory.Read(511, 1).Span[0]);

        // A size is not asked for again; another one is not overlooked either.
        Assert.Equal(512, (await other.GetOrCreateArrayAsync<byte>("test01", [512])).Length);
        await Assert.ThrowsAsync<ArgumentException>(() => other.GetOrCreateArrayAsync<byte>("test01", [1024]));
        await Assert.ThrowsAsync<NameTakenException>(() => other.CreateMemoryAsync(512, "test01"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => other.GetArrayAsync<byte>(null!));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => other.GetArrayAsync<byte>("test02"));

        await _client.DeleteAsync("test01");
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => other.DeleteAsync("test01"));
        await Assert.ThrowsAsync<ObjectNotFoundException>(() => other.GetArrayAsync<byte>("test01"));
    }

    [Fact]
    [Trait("Conformance", "C-118")]
    [Trait("Conformance", "C-119")]
    public async Task PathThatIsTaken_IsPassedOver()
    {
        await using SharedArray<byte> first = await _client.CreateArrayAsync<byte>([100]);
        string folder = Path.GetDirectoryName(Assert.Single(_server.Memory.Segments).File.Path)!;
        string[] taken = [Path.Combine(folder, "2.npy"), Path.Combine(folder, "3.npy")];
        foreach (string path in taken) await File.WriteAllTextAsync(path, "another's");

        await using SharedArray<byte> second = await _client.CreateArrayAsync<byte>([100], "second");

        await second.FillAsync(7);
        Assert.Equal(2, _server.Memory.Segments.Select(static segment => segment.File.Path).Except(taken).Count());
        Assert.All(taken, static path => Assert.Equal("another's", File.ReadAllText(path)));
        Assert.All(await first.ReadAsync(..), static element => Assert.Equal(0, element));
    }

    [Fact]
    [Trait("Conformance", "C-120")]
    public async Task SizeThatIsNone_IsRefused()
    {
        foreach (long size in (long[])[-1, 0]) await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _client.CreateMemoryAsync(size));
        var options = new CreateOptions { Type = "memory" };

        // Without the checks of this side.
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateAsync<ISharedMemory>([], options));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateAsync<ISharedMemory>(["|u1"], options));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateAsync<ISharedMemory>(["|u1", new long[] { -1 }], options));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateAsync<ISharedMemory>(["u1", new long[] { 1 }], options));
        Assert.Equal(0, _server.Memory.TotalBytes);
    }

    [Fact]
    [Trait("Conformance", "C-071")]
    public async Task Array_IsZeros_AlsoWhereAnotherWas()
    {
        for (int i = 0; i < 5; i++)
        {
            await using SharedArray<long> array = await _client.CreateArrayAsync<long>([200_000]);
            Assert.Equal(0L, (await array.ReadAsync(..)).Max());
            Assert.Equal(0L, (await array.ReadAsync(..)).Min());
            await array.FillAsync(-1);
        }

        await Eventually.EqualAsync(0, () => _server.Memory.TotalBytes);
    }
}
