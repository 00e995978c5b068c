using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <content>Whose turn it is.</content>
public abstract partial class SharedLockTests
{
    [Fact]
    [Trait("Conformance", "C-072")]
    public async Task Writers_KeepEachOtherApart()
    {
        (ObjectClient Client, SharedArray<long> Array)[] writers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => JoinAsync()));

        await Task.WhenAll(writers.Select(static async writer =>
        {
            for (int i = 0; i < 25; i++)
            {
                await using LockedArray<long> held = await writer.Array.LockAsync();
                await using SharedBlock<long> block = await held.AcquireAsync(10..20);
                long seen = block.Span[5];
                await Task.Yield();
                block.Span[5] = seen + 1;
            }
        })).WaitAsync(Guard);

        Assert.Equal(100, (await _array.ReadAsync(15..16))[0]);
        foreach ((ObjectClient client, _) in writers) await client.DisposeAsync();
    }

    [Fact]
    public async Task Readers_AreInTogether_AndWaitBehindAWriter()
    {
        (ObjectClient client, SharedArray<long> array) = await JoinAsync();
        LockedArray<long> first = await _array.LockAsync(BlockAccess.Read);
        LockedArray<long> second = await array.LockAsync(BlockAccess.Read);
        Task<LockedArray<long>> writing = await QueueAsync(_array);
        Task<LockedArray<long>> late = await QueueAsync(array, BlockAccess.Read);

        await first.DisposeAsync();
        Assert.False(writing.IsCompleted);
        await second.DisposeAsync();

        await using (LockedArray<long> writer = await writing.WaitAsync(Guard)) Assert.Equal((3UL, BlockAccess.ReadWrite), (writer.Token, writer.Access));
        await using (LockedArray<long> reader = await late.WaitAsync(Guard)) Assert.Equal((4UL, BlockAccess.Read), (reader.Token, reader.Access));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task Reader_WritesNothing()
    {
        await using LockedArray<long> held = await _array.LockAsync(BlockAccess.Read);

        await Assert.ThrowsAsync<InvalidOperationException>(() => held.AcquireAsync(.., BlockAccess.ReadWrite).AsTask());
        await using SharedBlock<long> block = await held.AcquireAsync(..);
        Assert.Equal((1000, BlockAccess.Read), (block.Length, block.Access));
        Assert.True(await held.AskAsync());
        Assert.False(held.IsLost);
    }

    [Fact]
    public async Task GivenBackLock_IsNoneAnyMore()
    {
        LockedArray<long> held = await _array.LockAsync();
        await held.DisposeAsync();
        await held.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => held.AcquireAsync(..).AsTask());
        Assert.False(await held.AskAsync());
    }

    [Fact]
    public async Task WaitThatIsCancelled_TakesNoPlace()
    {
        using var cancel = new CancellationTokenSource();
        LockedArray<long> held = await _array.LockAsync();
        Task<LockedArray<long>> waiting = await QueueAsync(_array, BlockAccess.ReadWrite, cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Assert.Equal(0, Lock.Waiting);
        await held.DisposeAsync();
    }

    [Fact]
    public async Task WaitWhoseTimeIsOver_TakesNoPlace()
    {
        await using ObjectClient hasty = await _server.ConnectAsync(new ObjectClientOptions { MapSharedMemory = inPlace, DefaultTimeout = TimeSpan.FromSeconds(1) });
        SharedArray<long> array = await hasty.GetArrayAsync<long>("numbers");
        await using LockedArray<long> held = await _array.LockAsync();

        await Assert.ThrowsAsync<TimeoutException>(() => array.LockAsync().WaitAsync(Guard));

        await Eventually.EqualAsync((1, 0), () => (Lock.Holders, Lock.Waiting));
    }

    [Fact]
    public async Task ClientThatLeaves_GivesItsLockBack()
    {
        (ObjectClient client, SharedArray<long> array) = await JoinAsync();
        await array.LockAsync();
        await QueueAsync(array);
        Task<LockedArray<long>> next = await QueueAsync(_array);

        await client.DisposeAsync();

        await using LockedArray<long> held = await next.WaitAsync(Guard);
        Assert.Equal(2UL, held.Token);
    }

    [Fact]
    public async Task DeletedArray_HasNoLock()
    {
        LockedArray<long> held = await _array.LockAsync();
        Task<LockedArray<long>> waiting = await QueueAsync(_array);

        await _client.DeleteAsync("numbers");

        await Assert.ThrowsAsync<ObjectGoneException>(() => waiting.WaitAsync(Guard));
        await Assert.ThrowsAsync<ObjectGoneException>(() => held.DisposeAsync().AsTask());
        await Eventually.EqualAsync(0, () => Holds);
    }

    [Fact]
    public async Task LockThatAnObjectTakes_IsItsCallers()
    {
        (ObjectClient client, SharedArray<long> array) = await JoinAsync();
        ILodger lodger = await client.CreateAsync<ILodger>([], new CreateOptions { Name = "lodger" });
        await lodger.TakeAsync(array);
        Task<LockedArray<long>> next = await QueueAsync(_array);

        await client.DisposeAsync();

        await using LockedArray<long> held = await next.WaitAsync(Guard);
        ILodger again = await _client.GetAsync<ILodger>("lodger");

        // Thrown by the object's code, so it arrives as the object's error.
        var thrown = await Assert.ThrowsAsync<RemoteInvocationException>(() => again.LeaveAsync(1));
        Assert.Equal(typeof(LockLostException).FullName, thrown.RemoteTypeName);
    }

    [Fact]
    public async Task LockThatNoCallTakes_IsTheServersOwn()
    {
        (ObjectClient client, SharedArray<long> array) = await JoinAsync();
        ILodger lodger = await client.CreateAsync<ILodger>([], new CreateOptions { Name = "lodger" });
        await lodger.TakeForItselfAsync(array);
        Assert.Equal((1, 0), (Lock.Holders, Holds));

        await client.DisposeAsync();

        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        Assert.Equal(1, Lock.Holders);
        await (await _client.GetAsync<ILodger>("lodger")).LeaveAsync(5);
        Assert.Equal(5, (await _array.ReadAsync(..1))[0]);
    }
}
