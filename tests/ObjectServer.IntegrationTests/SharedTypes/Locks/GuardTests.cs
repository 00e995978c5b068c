using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Locks;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>Calls that carry the fencing token of a lock.</summary>
public sealed class GuardTests : WaitTests
{
    private readonly Tally _tally = new();

    [Fact]
    public async Task Guarded_calls_of_every_shape_run_while_the_lock_is_held_and_no_longer()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        ITally tally = await Client.GetAsync<ITally>("tally");
        await using HeldLock held = await taken.AcquireAsync();
        ITally guarded = held.Guard(tally);
        Assert.Equal(tally, guarded);
        guarded.Count = 3;
        Assert.Equal(4, guarded.Add(1));
        Assert.Equal(6, await guarded.AddAsync(2));
        Assert.Equal(6, guarded.Count);

        CoreOf(taken).Release(held.Token);
        HeldLock successor = await taken.AcquireAsync();

        Assert.Throws<LockLostException>(() => guarded.Count = 7);
        Assert.Throws<LockLostException>(() => guarded.Count);
        Assert.Throws<LockLostException>(() => guarded.Add(1));
        await Assert.ThrowsAsync<LockLostException>(() => guarded.AddAsync(1));
        Assert.Equal(6, tally.Count);
        Assert.Equal(7, successor.Guard(tally).Add(1));
        await successor.DisposeAsync();
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task The_lock_does_not_pass_on_in_the_middle_of_a_guarded_call()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        ITally tally = await Client.GetAsync<ITally>("tally");
        HeldLock held = await taken.AcquireAsync();
        Task<int> under = held.Guard(tally).AddWhenAsync(5);
        await _tally.Waits.Task.WaitAsync(Guard);
        Task<HeldLock> next = await QueueAsync(CoreOf(taken), () => taken.AcquireAsync());

        await held.DisposeAsync();
        Assert.Equal(1, CoreOf(taken).Waiting);
        tally.Let();

        Assert.Equal(5, await under.WaitAsync(Guard));
        await using HeldLock got = await next.WaitAsync(Guard);
    }

    [Fact]
    public async Task Each_step_of_a_guarded_sequence_is_guarded()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        await using HeldLock held = await taken.AcquireAsync();
        await using IAsyncEnumerator<int> items = held.Guard(await Client.GetAsync<ITally>("tally")).CountUpAsync(100_000).GetAsyncEnumerator();
        Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Guard));
        Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Guard));

        CoreOf(taken).Release(held.Token);
        _tally.Let();

        await Assert.ThrowsAsync<LockLostException>(async () =>
        {
            while (await items.MoveNextAsync().AsTask().WaitAsync(Guard))
            {
            }
        });
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_holder_that_was_away_for_too_long_changes_nothing_of_its_successor()
    {
        await using var proxy = FaultyProxy.Start(Server.Address);
        ISharedLock mine = await Client.CreateLockAsync("lock");
        ObjectClient away = await ObjectClient.ConnectAsync(proxy.Address);
        HeldLock held = await (await away.GetAsync<ISharedLock>("lock")).AcquireAsync();
        ITally guarded = held.Guard(await away.GetAsync<ITally>("tally"));
        Assert.Equal(1, guarded.Add(1));
        Task<HeldLock> next = await QueueAsync(CoreOf(mine), () => mine.AcquireAsync());
        proxy.Refuse();
        await Eventually.SoAsync(() => Server.Sessions.All.Count(static session => session.AwaitsClient) == 1);
        Clock.Advance(Grace - Moment);
        Assert.False(next.IsCompleted);
        Clock.Advance(Moment);
        HeldLock successor = await next.WaitAsync(Guard);
        proxy.Admit();

        await Assert.ThrowsAsync<LockLostException>(() => guarded.AddAsync(1).WaitAsync(Guard));
        Assert.False(await held.AskAsync());
        Assert.True(held.IsLost);
        Assert.Throws<LockLostException>(() => held.Guard(guarded));
        Assert.Equal(1, _tally.Count);
        await successor.DisposeAsync();
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
        await away.DisposeAsync();
    }

    [Fact]
    public async Task Calls_without_a_contract_assembly_are_guarded_too()
    {
        ISharedLock taken = await Client.CreateLockAsync();
        await using HeldLock held = await taken.AcquireAsync();
        dynamic guarded = held.Guard<object>(await Client.GetDynamicAsync("tally"));
        guarded.Count = 3;
        Assert.Equal(4, (int)guarded.Add(1));
        Assert.Equal(6, (int)await guarded.AddAsync(2));

        CoreOf(taken).Release(held.Token);

        Assert.Throws<LockLostException>(() => guarded.Count = 7);
        Assert.Throws<LockLostException>(() => (int)guarded.Add(1));
        Assert.Equal(6, _tally.Count);
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task A_token_is_its_sessions_own()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        var theirs = (IFenceOrigin)await Other.GetAsync<ISharedLock>("lock");
        await using HeldLock held = await mine.AcquireAsync();
        var stolen = (ITally)theirs.Guard(await Other.GetAsync<ITally>("tally"), held.Token);
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => stolen.Add(1));
        Assert.Contains("another session", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, _tally.Count);
    }

    [Fact]
    public async Task A_proxy_of_another_client_cannot_be_guarded()
    {
        ISharedLock mine = await Client.CreateLockAsync();
        ITally theirs = await Other.GetAsync<ITally>("tally");
        await using HeldLock held = await mine.AcquireAsync();
        Assert.Throws<ArgumentException>(() => held.Guard(theirs));
        Assert.Throws<ArgumentException>(() => held.Guard("no proxy"));
    }

    [Fact]
    public async Task What_cannot_be_guarded_is_refused_and_not_done_unguarded()
    {
        ISharedLock mine = await Client.CreateLockAsync();
        await using HeldLock held = await mine.AcquireAsync();
        ITally guarded = held.Guard(await Client.GetAsync<ITally>("tally"));
        Assert.Throws<NotSupportedException>(() => Client.Batch().Add(guarded, one => one.Add(1)));
        await Assert.ThrowsAsync<NotSupportedException>(() => Client.SnapshotAsync(guarded));
        CoreOf(mine).Release(held.Token);
        Assert.Throws<LockLostException>(() => Client.WithTimeout(guarded, Guard).Add(1));
        await Assert.ThrowsAsync<LockLostException>(() => held.DisposeAsync().AsTask());
    }

    [Fact]
    public async Task An_object_that_is_no_lock_guards_nothing()
    {
        ITally tally = await Client.GetAsync<ITally>("tally");
        var guarded = (ITally)((IFenceOrigin)tally).Guard(tally, 1);
        ArgumentEncodingException refused = Assert.Throws<ArgumentEncodingException>(() => guarded.Add(1));
        Assert.Contains("no tokens", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_of_the_unary_service_guards_its_calls()
    {
        ISharedLock mine = await Client.CreateLockAsync("lock");
        ulong taken = Client.ReferenceOf(mine).ObjectId;
        ulong tally = Client.ReferenceOf(await Client.GetAsync<ITally>("tally")).ObjectId;
        using UnaryClient unary = await UnaryClient.OpenAsync(Server);
        byte[] name = Guid.NewGuid().ToByteArray(bigEndian: true);
        await unary.InvokeAsync(taken, "RequestAsync", WireValues.Binary(name), WireValues.Binary(new byte[16]));
        const ulong fence = 1;
        InvokeRequest request = new() { Object = tally, Member = "Add", Arguments = { WireValues.Integer(2) }, Fence = fence, FenceLock = taken };
        Assert.Equal(2, (await unary.Stub.InvokeAsync(request, unary.Options)).Result.Integer);
        await unary.InvokeAsync(taken, "GiveBackAsync");
        Failure refused = await Failure.OfAsync(async () => await unary.Stub.InvokeAsync(request, unary.Options));
        Assert.Equal(ErrorCode.LockLost, refused.Error.Code);
        var setting = new PropertyRequest { Object = tally, Property = "Count", Value = WireValues.Integer(9), Fence = fence, FenceLock = taken };
        Assert.NotNull(await Record.ExceptionAsync(async () => await unary.Stub.SetPropertyAsync(setting, unary.Options)));
        Assert.Equal(2, _tally.Count);
    }

    protected override void Share(ObjectServerBuilder server) => server.AddObject<ITally>("tally", _tally);
}
