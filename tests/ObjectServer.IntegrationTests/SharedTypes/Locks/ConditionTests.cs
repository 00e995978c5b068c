using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

public sealed class ConditionTests : WaitTests
{
    [Theory]
    [InlineData("lock")]
    [InlineData("ownerless")]
    [InlineData("reentrant")]
    [InlineData("its own")]
    [Trait("Conformance", "C-027")]
    [Trait("Conformance", "C-029")]
    [Trait("Conformance", "P-27")]
    public async Task Each_notification_wakes_as_many_as_it_says_on_any_lock(string kind)
    {
        ISharedLock? taken = kind switch
        {
            "lock" => await Client.CreateLockAsync(),
            "ownerless" => await Client.CreateLockAsync(owned: false),
            "reentrant" => await Client.CreateReentrantLockAsync(),
            _ => null,
        };
        ISharedCondition mine = await Client.CreateConditionAsync(taken, "condition");
        ISharedCondition theirs = await Other.GetAsync<ISharedCondition>("condition");
        List<Task<bool>> waiting = [];
        for (int i = 0; i < 7; i++) waiting.Add(await ParkAsync(i % 2 == 0 ? theirs : mine, mine, i + 1));
        Assert.Equal(1, await NotifyAsync(mine, 1));
        await DoneAsync(waiting, 1);
        Assert.Equal(2, await NotifyAsync(mine, 2));
        await DoneAsync(waiting, 3);
        Assert.Equal(4, await NotifyAsync(mine, 4));
        await DoneAsync(waiting, 7);
        Assert.Equal(0, await NotifyAsync(mine, 3));
        Assert.False(mine.Lock.IsLocked);
    }

    [Fact]
    [Trait("Conformance", "C-028")]
    [Trait("Conformance", "C-030")]
    [Trait("Conformance", "C-033")]
    public async Task Waiting_ends_with_its_time_or_for_all_and_has_the_lock_again()
    {
        ISharedCondition mine = await Client.CreateConditionAsync();
        Task<bool>[] expiring = [await ParkAsync(mine, mine, 1, Second), await ParkAsync(mine, mine, 2, Second)];
        Clock.Advance(Second - Moment);
        Assert.Equal(2, mine.Waiting);
        Clock.Advance(Moment);
        Assert.All(await Task.WhenAll(expiring).WaitAsync(Guard), Assert.False);
        await using (HeldLock held = await mine.Lock.AcquireAsync())
        {
            ulong before = held.Token;
            Assert.False(await mine.WaitAsync(held, TimeSpan.Zero));
            Assert.True(held.Token > before && await held.AskAsync());
        }

        Task<bool>[] all = [await ParkAsync(mine, mine, 1), await ParkAsync(mine, mine, 2), await ParkAsync(mine, mine, 3)];
        await using (HeldLock held = await mine.Lock.AcquireAsync()) Assert.Equal(3, await mine.NotifyAllAsync(held));
        Assert.All(await Task.WhenAll(all).WaitAsync(Guard), Assert.True);
    }

    [Fact]
    public async Task Who_gives_up_has_the_lock_again()
    {
        ISharedCondition mine = await Client.CreateConditionAsync();
        HeldLock held = await mine.Lock.AcquireAsync();
        using var cancel = new CancellationTokenSource();
        Task<bool> waiting = mine.WaitAsync(held, cancel: cancel.Token);
        await Eventually.EqualAsync(1, () => mine.Waiting);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting.WaitAsync(Guard));
        Assert.True(await held.AskAsync());
        await held.DisposeAsync();
        Assert.False(mine.Lock.IsLocked);
    }

    [Fact]
    [Trait("Conformance", "C-031")]
    public async Task Waiting_for_something_ends_when_it_is_so()
    {
        ISharedCondition mine = await Client.CreateConditionAsync(name: "condition");
        ISharedCondition theirs = await Other.GetAsync<ISharedCondition>("condition");
        ISharedValue<int> value = await Client.CreateValueAsync(0, "value");
        ISharedValue<int> seen = await Other.GetAsync<ISharedValue<int>>("value");
        Task<bool> waiting = Task.Run(async () =>
        {
            await using HeldLock held = await theirs.Lock.AcquireAsync();
            return await theirs.WaitForAsync(held, async () => await seen.GetAsync() == 4);
        });
        for (int i = 1; i <= 4; i++)
        {
            await Eventually.EqualAsync(1, () => mine.Waiting);
            await using HeldLock held = await mine.Lock.AcquireAsync();
            value.Value = i;
            await mine.NotifyAsync(held);
        }

        Assert.True(await waiting.WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-032")]
    public async Task Waiting_for_what_never_is_so_ends_with_its_time_however_often_it_is_notified()
    {
        ISharedCondition mine = await Client.CreateConditionAsync();
        Task<bool> waiting = Task.Run(async () =>
        {
            await using HeldLock held = await mine.Lock.AcquireAsync();
            return await mine.WaitForAsync(held, () => Task.FromResult(false), Second * 4);
        });
        for (int i = 0; i < 3; i++)
        {
            await Eventually.EqualAsync(1, () => mine.Waiting);
            Clock.Advance(Second);
            await NotifyAsync(mine, 1);
        }

        await Eventually.EqualAsync(1, () => mine.Waiting);
        Clock.Advance(Second - Moment);
        Assert.False(waiting.IsCompleted);
        Clock.Advance(Moment);
        Assert.False(await waiting.WaitAsync(Guard));
    }

    [Fact]
    public async Task Only_who_has_the_lock_waits_or_notifies()
    {
        ISharedCondition mine = await Client.CreateConditionAsync(name: "condition");
        ISharedCondition theirs = await Other.GetAsync<ISharedCondition>("condition");
        HeldLock held = await mine.Lock.AcquireAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => theirs.NotifyAsync(held));
        await Assert.ThrowsAsync<InvalidOperationException>(() => theirs.ParkAsync(Guid.NewGuid(), held.Token));
        await held.DisposeAsync();
        await Assert.ThrowsAsync<LockLostException>(() => mine.WakeAsync(held.Token));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => mine.WaitAsync(held));
    }

    [Fact]
    public async Task A_session_that_ends_while_it_waits_does_not_keep_the_lock()
    {
        ISharedCondition mine = await Client.CreateConditionAsync(name: "condition");
        ObjectClient third = await Server.ConnectAsync();
        ISharedCondition theirs = await third.GetAsync<ISharedCondition>("condition");
        Task<bool> waiting = await ParkAsync(theirs, mine, 1);
        Task<bool> own = await ParkAsync(mine, mine, 2);
        await third.DisposeAsync();
        await Eventually.EqualAsync(1, () => mine.Waiting);
        await Assert.ThrowsAnyAsync<Exception>(() => waiting.WaitAsync(Guard));
        Assert.Equal(1, await NotifyAsync(mine, 1));
        Assert.True(await own.WaitAsync(Guard));
    }

    [Fact]
    public async Task A_reentrant_lock_is_given_up_and_had_again_as_a_whole()
    {
        ISharedReentrantLock taken = await Client.CreateReentrantLockAsync();
        ISharedCondition mine = await Client.CreateConditionAsync(taken);
        HeldLock outer = await taken.AcquireAsync();
        Assert.True(taken.Acquire());
        Task<bool> waiting = mine.WaitAsync(outer);
        await Eventually.EqualAsync(1, () => mine.Waiting);
        Assert.False(taken.IsLocked);
        await Task.Run(() => NotifyAsync(mine, 1));
        Assert.True(await waiting.WaitAsync(Guard));
        Assert.Equal(2, (await taken.GetStateAsync()).Count);
        taken.Release();
        await outer.DisposeAsync();
        Assert.False(taken.IsLocked);
    }

    private static async Task<Task<bool>> ParkAsync(ISharedCondition condition, ISharedCondition seen, int waiting, TimeSpan? timeout = null)
    {
        Task<bool> begun = Task.Run(async () =>
        {
            await using HeldLock held = await condition.Lock.AcquireAsync();
            return await condition.WaitAsync(held, timeout);
        });
        await Eventually.EqualAsync(waiting, () => seen.Waiting);
        return begun;
    }

    private static async Task<int> NotifyAsync(ISharedCondition condition, int count)
    {
        await using HeldLock held = await condition.Lock.AcquireAsync().WaitAsync(Guard);
        return await condition.NotifyAsync(held, count);
    }

    private static async Task DoneAsync(List<Task<bool>> waiting, int count)
    {
        await Eventually.EqualAsync(count, () => waiting.Count(one => one.IsCompleted));
        Assert.All(waiting.Take(count), one => Assert.True(one.IsCompletedSuccessfully && one.Result));
    }
}
