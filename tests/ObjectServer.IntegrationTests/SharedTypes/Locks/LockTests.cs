using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Locks;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

public sealed class LockTests : WaitTests
{
    [Fact]
    [Trait("Conformance", "C-015")]
    public async Task A_lock_is_had_by_one_at_a_time()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        Assert.False(taken.IsLocked);
        Assert.True(taken.Acquire());
        Assert.True(taken.IsLocked);
        Assert.False(taken.Acquire(TimeSpan.Zero));
        taken.Release();
        Assert.False(taken.IsLocked);
        InvalidOperationException free = Assert.Throws<InvalidOperationException>(taken.Release);
        Assert.Contains("nobody", free.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Conformance", "C-017")]
    public async Task A_lock_is_held_as_long_as_it_is_used()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        await using (HeldLock held = await taken.AcquireAsync())
        {
            Assert.True(taken.IsLocked);
            Assert.True(await held.AskAsync());
            Assert.Null(await taken.TryAcquireAsync());
        }

        Assert.False(taken.IsLocked);
    }

    [Fact]
    [Trait("Conformance", "C-019")]
    [Trait("Conformance", "C-020")]
    public async Task Others_see_that_it_is_held_and_who_asks_sees_whether_by_itself()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        ISharedLock theirs = await Other.GetOrCreateLockAsync("lock");
        await using HeldLock held = await theirs.AcquireAsync();
        Assert.True(mine.IsLocked);
        Assert.Equal(new SharedLockState(true, false, 1, 0), await mine.GetStateAsync());
        Assert.Equal(new SharedLockState(true, true, 1, 0), await theirs.GetStateAsync());
    }

    [Fact]
    public async Task Who_waits_gets_it_in_the_order_of_asking_with_greater_tokens()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        ISharedLock theirs = await Other.GetAsync<ISharedLock>("lock");
        FairPermits core = CoreOf(mine);
        HeldLock held = await mine.AcquireAsync();
        List<Task<HeldLock>> waiting = [];
        for (int i = 0; i < 6; i++) waiting.Add(await QueueAsync(core, () => (i % 2 == 0 ? theirs : mine).AcquireAsync()));
        foreach (Task<HeldLock> next in waiting)
        {
            Assert.False(next.IsCompleted);
            await held.DisposeAsync();
            HeldLock got = await next.WaitAsync(Guard);
            Assert.True(got.Token > held.Token);
            held = got;
        }

        await held.DisposeAsync();
    }

    [Fact]
    public async Task Waiting_ends_with_its_time_and_with_its_token()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        FairPermits core = CoreOf(taken);
        await using HeldLock held = await taken.AcquireAsync();
        Task<HeldLock?> trying = await QueueAsync(core, () => taken.TryAcquireAsync(Second));
        Task<HeldLock> acquiring = await QueueAsync(core, () => taken.AcquireAsync(Second));
        using var cancel = new CancellationTokenSource();
        Task<HeldLock> cancelled = await QueueAsync(core, () => taken.AcquireAsync(cancel: cancel.Token));
        Clock.Advance(Second - Moment);
        Assert.Equal(3, core.Waiting);
        Clock.Advance(Moment);
        Assert.Null(await trying.WaitAsync(Guard));
        await Assert.ThrowsAsync<TimeoutException>(() => acquiring.WaitAsync(Guard));
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Guard));
        Assert.Equal((1, 0), (core.Holders, core.Waiting));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => taken.AcquireAsync(-Second));
    }

    [Fact]
    public async Task Only_its_owner_releases_an_owned_lock()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        ISharedLock theirs = await Other.GetAsync<ISharedLock>("lock");
        await using HeldLock held = await mine.AcquireAsync();
        Assert.Throws<InvalidOperationException>(theirs.Release);
        await Assert.ThrowsAsync<InvalidOperationException>(() => theirs.ReleaseAsync(held.Token));
        Assert.True(await held.AskAsync());
    }

    [Fact]
    public async Task Anybody_releases_a_lock_without_owner_and_it_outlives_its_holder()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock", owned: false);
        ObjectClient third = await Server.ConnectAsync();
        Assert.True((await third.GetAsync<ISharedLock>("lock")).Acquire());
        await third.DisposeAsync();
        await Eventually.EqualAsync(2, () => Server.Sessions.Count);
        Assert.True(mine.IsLocked);
        mine.Release();
        Assert.Throws<InvalidOperationException>(mine.Release);
    }

    [Fact]
    public async Task What_a_session_held_or_waited_for_is_over_with_it()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        FairPermits core = CoreOf(mine);
        ObjectClient third = await Server.ConnectAsync();
        ObjectClient fourth = await Server.ConnectAsync();
        await (await third.GetAsync<ISharedLock>("lock")).AcquireAsync();
        ISharedLock fourths = await fourth.GetAsync<ISharedLock>("lock");
        Task<HeldLock> waiting = await QueueAsync(core, () => fourths.AcquireAsync());
        Task<HeldLock> last = await QueueAsync(core, () => mine.AcquireAsync());
        await fourth.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => waiting.WaitAsync(Guard));
        await Eventually.EqualAsync(1, () => core.Waiting);
        await third.DisposeAsync();
        await (await last.WaitAsync(Guard)).DisposeAsync();
    }

    [Fact]
    public async Task Who_waits_for_a_deleted_lock_is_told()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        HeldLock held = await mine.AcquireAsync();
        Task<HeldLock> waiting = await QueueAsync(CoreOf(mine), () => mine.AcquireAsync());
        await Client.DeleteAsync("lock");
        await Assert.ThrowsAsync<ObjectGoneException>(() => waiting.WaitAsync(Guard));
        await Assert.ThrowsAsync<ObjectGoneException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    [Trait("Conformance", "C-016")]
    [Trait("Conformance", "C-018")]
    public async Task A_reentrant_lock_is_free_when_it_was_released_as_often_as_acquired()
    {
        ISharedReentrantLock taken = await Client.CreateReentrantLockAsync();
        HeldLock first = await taken.AcquireAsync();
        Assert.True(taken.Acquire(TimeSpan.Zero));
        await using (HeldLock third = await taken.AcquireAsync()) Assert.Equal(first.Token, third.Token);
        Assert.Equal(2, (await taken.GetStateAsync()).Count);
        taken.Release();
        Assert.True(taken.IsLocked);
        await first.DisposeAsync();
        Assert.False(taken.IsLocked);
        Assert.Throws<InvalidOperationException>(taken.Release);
    }

    [Fact]
    public async Task Another_flow_of_the_same_client_waits_for_a_reentrant_lock()
    {
        ISharedReentrantLock taken = await Client.CreateReentrantLockAsync();
        using var flow = new SemaphoreSlim(0);
        Task<HeldLock> other = Task.Run(async () =>
        {
            await flow.WaitAsync();
            return await taken.AcquireAsync();
        });
        HeldLock held = await taken.AcquireAsync();
        await QueueAsync(CoreOf(taken), () =>
        {
            flow.Release();
            return other;
        });
        await held.DisposeAsync();
        await (await other.WaitAsync(Guard)).DisposeAsync();
        HeldLock again = await taken.AcquireAsync();
        await again.DisposeAsync();

        // Tasks that are started when it is not held are owners of their own.
        using var start = new SemaphoreSlim(0);
        int inside = 0;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            await using HeldLock mine = await taken.AcquireAsync();
            Assert.Equal(1, Interlocked.Increment(ref inside));
            Assert.Equal(0, Interlocked.Decrement(ref inside));
        }))).WaitAsync(Guard);
    }

    [Fact]
    public async Task Readers_share_and_writers_do_not()
    {
        ISharedReaderWriterLock mine = await Client.CreateReaderWriterLockAsync("lock");
        ISharedReaderWriterLock theirs = await Other.GetOrCreateReaderWriterLockAsync("lock");
        HeldLock first = await mine.AcquireReadAsync();
        HeldLock second = await theirs.AcquireReadAsync();
        Assert.Null(await mine.TryAcquireWriteAsync());
        Task<HeldLock> writer = await QueueAsync(CoreOf(mine), () => mine.AcquireWriteAsync());
        Task<HeldLock> late = await QueueAsync(CoreOf(mine), () => theirs.AcquireReadAsync());
        await first.DisposeAsync();
        Assert.False(writer.IsCompleted);
        await second.DisposeAsync();
        HeldLock written = await writer.WaitAsync(Guard);
        Assert.Null(await theirs.TryAcquireReadAsync());
        Assert.False(late.IsCompleted);
        await written.DisposeAsync();
        await (await late.WaitAsync(Guard)).DisposeAsync();
    }
}
