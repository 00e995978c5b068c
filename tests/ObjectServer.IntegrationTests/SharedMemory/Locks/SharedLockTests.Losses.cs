using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory.Locks;

/// <content>Clients that are without a link for too long, or not.</content>
public abstract partial class SharedLockTests
{
    [Fact]
    public async Task HolderThatIsAwayForTooLong_LosesTheLock_AndIsRefused()
    {
        await using var proxy = FaultyProxy.Start(_server.Address);
        (ObjectClient client, SharedArray<long> array) = await JoinAsync(proxy.Address);
        (LockedArray<long> held, SharedBlock<long> block) = await HoldAsync(array, -1);
        Task<LockedArray<long>> next = await QueueAsync(_array);

        await BreakAsync(proxy);
        _clock.Advance(Grace - Moment);
        Assert.False(next.IsCompleted);
        Assert.Equal(1, Lock.Waiting);
        _clock.Advance(Moment);
        LockedArray<long> successor = await next.WaitAsync(Guard);
        await using (SharedBlock<long> theirs = await successor.AcquireAsync(..10, BlockAccess.Overwrite)) theirs.Span.Fill(7);
        await AdmitAsync(proxy, client);

        // In place it can be seen at once; by calls when it is written back.
        Assert.Equal(inPlace, held.IsLost);
        await Assert.ThrowsAsync<LockLostException>(() => block.DisposeAsync().AsTask());
        Assert.True(held.IsLost);
        await Assert.ThrowsAsync<LockLostException>(() => held.AcquireAsync(..10).AsTask());
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
        Assert.All(await _array.ReadAsync(..10), static number => Assert.Equal(7, number));
        Assert.False(successor.IsLost);
        await successor.DisposeAsync();
        await using (LockedArray<long> again = await array.LockAsync()) Assert.Equal(3UL, again.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task HolderThatReturnsInTime_KeepsTheLock()
    {
        await using var proxy = FaultyProxy.Start(_server.Address);
        (ObjectClient client, SharedArray<long> array) = await JoinAsync(proxy.Address);
        (LockedArray<long> held, SharedBlock<long> block) = await HoldAsync(array, 3);

        await BreakAsync(proxy);
        _clock.Advance(Grace - Moment);
        await AdmitAsync(proxy, client);
        _clock.Advance(Grace * 2);

        Assert.True(await held.AskAsync());
        await block.DisposeAsync();
        await held.DisposeAsync();
        Assert.All(await _array.ReadAsync(..10), static number => Assert.Equal(3, number));
        await client.DisposeAsync();
    }

    [Fact]
    public async Task WaitingClientThatIsAway_IsPassedOver_AndKeepsItsPlace()
    {
        await using var proxy = FaultyProxy.Start(_server.Address);
        (ObjectClient client, SharedArray<long> array) = await JoinAsync(proxy.Address);
        LockedArray<long> first = await _array.LockAsync();
        Task<LockedArray<long>> away = await QueueAsync(array);
        Task<LockedArray<long>> second = await QueueAsync(_array);
        Task<LockedArray<long>> last = await QueueAsync(_array);

        await BreakAsync(proxy);
        _clock.Advance(Grace);
        await first.DisposeAsync();
        LockedArray<long> passed = await second.WaitAsync(Guard);
        await AdmitAsync(proxy, client);
        await passed.DisposeAsync();

        await using (LockedArray<long> late = await away.WaitAsync(Guard)) Assert.Equal(3UL, late.Token);
        await using (LockedArray<long> end = await last.WaitAsync(Guard)) Assert.Equal(4UL, end.Token);
        await client.DisposeAsync();
    }

    [Fact]
    public async Task SessionThatIsOver_TellsItsHolder()
    {
        await using var proxy = FaultyProxy.Start(_server.Address);
        (ObjectClient client, SharedArray<long> array) = await JoinAsync(proxy.Address);
        (LockedArray<long> held, SharedBlock<long> block) = await HoldAsync(array, -1);

        await BreakAsync(proxy);
        _clock.Advance(TimeSpan.FromHours(1));
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        proxy.Admit();

        await Assert.ThrowsAsync<LockLostException>(() => block.DisposeAsync().AsTask().WaitAsync(Guard));
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask().WaitAsync(Guard));
        Assert.Equal(inPlace ? -1 : 0, (await _array.ReadAsync(..1))[0]);
        await client.DisposeAsync();
    }
}
