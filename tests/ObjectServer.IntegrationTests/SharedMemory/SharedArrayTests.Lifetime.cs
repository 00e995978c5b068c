using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <content>Names, limits, and how arrays end.</content>
public abstract partial class SharedArrayTests
{
    [Fact]
    public async Task NamedArray_StaysWithoutHolders_AndGoesWhenItIsDeleted()
    {
        await (await NumbersAsync(100, "kept")).DisposeAsync();

        await using (SharedArray<double> again = await Client.GetArrayAsync<double>("kept")) Assert.Equal(99, (await again.ReadAsync(^1..))[0]);
        await Client.DeleteAsync("kept");

        await Assert.ThrowsAsync<ObjectNotFoundException>(() => Client.GetArrayAsync<double>("kept"));
        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
    }

    [Fact]
    public async Task UnnamedArray_GoesWithItsLastHolder_AndItsFileWithIt()
    {
        SharedArray<double> array = await NumbersAsync(100);
        string file = Assert.Single(Server.Memory.Segments).File.Path;
        Assert.True(File.Exists(file));

        await array.DisposeAsync();

        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task ArrayOfALostClient_Goes()
    {
        ObjectClient other = await ConnectAsync();
        SharedArray<double> array = await other.CreateArrayAsync<double>([1000]);

        await other.DisposeAsync();

        await Eventually.EqualAsync(0, () => Server.Memory.TotalBytes);
        GC.KeepAlive(array);
    }

    [Fact]
    public async Task DeletedArray_SaysSo_AndItsBlocksStay()
    {
        await using SharedArray<double> array = await NumbersAsync(100, "doomed");
        using SharedBlock<double> block = await array.AcquireAsync(..);

        string file = Assert.Single(Server.Memory.Segments).File.Path;
        await Client.DeleteAsync("doomed");

        Assert.False(File.Exists(file));
        Assert.Equal(0, Server.Memory.TotalBytes);
        Assert.Equal(99, block.Span[99]);
        await Assert.ThrowsAsync<ObjectGoneException>(() => array.AcquireAsync(..).AsTask());
        await Assert.ThrowsAsync<ObjectGoneException>(() => array.ReadAsync(..));
    }

    [Fact]
    public async Task GetOrCreate_GivesOneArray_AndRefusesAnotherShape()
    {
        SharedArray<double>[] all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Client.GetOrCreateArrayAsync<double>("one", [10, 10])));

        await all[0].FillAsync(3);

        Assert.Equal(300, (await all[7].ReadAsync(..)).Sum());
        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Client.GetOrCreateArrayAsync<double>("one", [10, 11]));
        Assert.Contains("<f8[10, 10]", refused.Message, StringComparison.Ordinal);
        foreach (SharedArray<double> array in all) await array.DisposeAsync();
    }

    [Fact]
    public async Task ArrayOfOtherElements_IsRefused()
    {
        await using SharedArray<double> array = await NumbersAsync(10, "doubles");

        var refused = await Assert.ThrowsAsync<ArgumentException>(() => Client.GetArrayAsync<float>("doubles"));

        Assert.Contains("<f8[10]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_CanBeTakenForElementsOfAnyType()
    {
        ISharedMemory memory = await Client.CreateMemoryAsync(80, "bytes");

        await using SharedArray<double> array = await Client.GetArrayAsync<double>("bytes");
        await array.FillAsync(1);

        Assert.Equal([10], array.Shape);
        Assert.Equal(BitConverter.GetBytes(1.0), memory.Read(72, 8).ToArray());
    }

    [Fact]
    public async Task SegmentBeyondTheLimits_IsRefused_AndTakesNothing()
    {
        var segment = await Assert.ThrowsAsync<LimitExceededException>(() => Client.CreateMemoryAsync((64 * 1024 * 1024) + 1));
        await using SharedArray<byte> first = await Client.CreateArrayAsync<byte>([50 * 1024 * 1024]);
        var session = await Assert.ThrowsAsync<LimitExceededException>(() => Client.CreateMemoryAsync(50 * 1024 * 1024));
        await using ObjectClient other = await ConnectAsync();
        await using SharedArray<byte> second = await other.CreateArrayAsync<byte>([50 * 1024 * 1024]);
        await using ObjectClient third = await ConnectAsync();
        var server = await Assert.ThrowsAsync<LimitExceededException>(() => third.CreateMemoryAsync(50 * 1024 * 1024));

        Assert.EndsWith(nameof(ObjectServerOptions.MaxSegmentBytes), segment.LimitName, StringComparison.Ordinal);
        Assert.EndsWith(nameof(ObjectServerOptions.MaxMemoryBytesPerSession), session.LimitName, StringComparison.Ordinal);
        Assert.EndsWith(nameof(ObjectServerOptions.MaxMemoryBytes), server.LimitName, StringComparison.Ordinal);
        Assert.Equal(100 * 1024 * 1024, Server.Memory.TotalBytes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task SegmentWithoutLength_IsRefused(long bytes) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.CreateMemoryAsync(bytes));

    [Fact]
    public async Task ImpossibleShape_IsRefused()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateArrayAsync<double>([-1]));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateArrayAsync<double>([long.MaxValue, 2]));
    }

    [Fact]
    public async Task ReadingAndWritingBeyondTheSegment_IsRefused()
    {
        ISharedMemory memory = await Client.CreateMemoryAsync(100);

        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(90, 11));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Read(0, MemoryLimits.MostReadBytes + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.Write(long.MaxValue, new byte[1]));
        await Assert.ThrowsAsync<ArgumentException>(() => memory.FillAsync(0, 100, new byte[3]));
    }

    [Fact]
    public async Task LeakedBlock_IsNamed()
    {
        var told = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using ObjectClient client = await Server.ConnectAsync(
            new ObjectClientOptions { MapSharedMemory = InPlace, BlockLeaked = line => told.TrySetResult(line) });
        await using SharedArray<double> array = await client.CreateArrayAsync<double>([100]);

        await LeakAsync(array);
        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return told.Task.IsCompleted;
        });

        Assert.Contains("elements 10 to 19 of a <f8[100]", await told.Task, StringComparison.Ordinal);
    }

    private static async Task LeakAsync(SharedArray<double> array)
    {
        SharedBlock<double> block = await array.AcquireAsync(10..20);
        Assert.Equal(0, block.Span[0]);
    }
}
