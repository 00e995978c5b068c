using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedTypes.Queues;

/// <summary>What a queue does for clients that live.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _time = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(static _ => { }, options => options.MaxWaitingCalls = 20, services: services => services.AddSingleton<TimeProvider>(_time));
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "C-001")]
    public async Task Put_IntoAFullQueue_WaitsForItsTimeAndNoLonger()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(6, name: "six");
        Assert.True(await queue.PutAsync(1));
        Assert.True(await queue.PutAsync(2, TimeSpan.Zero));
        Assert.True(await queue.PutAsync(3, TimeSpan.FromSeconds(1)));
        Assert.True(queue.TryPut(4));
        Assert.Equal((false, false), (queue.IsEmpty, queue.IsFull));
        Assert.Equal(2, await queue.PutManyAsync([5, 6]));
        Assert.True(queue.IsFull);

        Assert.False(queue.TryPut(7));
        Assert.False(await queue.PutAsync(7, TimeSpan.Zero));
        Task<bool> late = queue.PutAsync(7, TimeSpan.FromMilliseconds(820));
        await Eventually.EqualAsync(1, () => queue.WaitingPuts);
        _time.Advance(TimeSpan.FromMilliseconds(819));
        Assert.Equal(1, queue.WaitingPuts);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(await late.WaitAsync(Guard));

        await using ObjectClient other = await _server.ConnectAsync();
        Assert.Equal((int[])[1, 2, 3, 4, 5, 6], await (await other.GetAsync<ISharedQueue<int>>("six")).DrainAsync());
        Assert.Equal((true, false, 0), (queue.IsEmpty, queue.IsFull, queue.WaitingPuts));
    }

    [Fact]
    [Trait("Conformance", "C-002")]
    [Trait("Conformance", "C-006")]
    public async Task Get_OfAnEmptyQueue_WaitsForItsTimeAndNoLonger()
    {
        ISharedQueue<string> queue = await _client.CreateQueueAsync<string>(name: "texts");
        await using ObjectClient other = await _server.ConnectAsync();
        await (await other.GetAsync<ISharedQueue<string>>("texts")).PutManyAsync(["a", "b", "c", "d"]);
        Assert.Equal("a", await queue.GetAsync());
        Assert.Equal("b", await queue.GetAsync(TimeSpan.FromSeconds(1)));
        Assert.True(queue.TryGet(out string? third));
        Assert.Equal(("c", new TakenItem<string>(true, "d")), (third, await queue.TryGetAsync()));

        Assert.False(queue.TryGet(out _));
        Assert.Equal(default, await queue.TryGetAsync());
        Assert.Empty(await queue.GetManyAsync(5, TimeSpan.Zero));
        await Assert.ThrowsAsync<TimeoutException>(() => queue.GetAsync(TimeSpan.Zero));
        Task<string> late = queue.GetAsync(TimeSpan.FromMilliseconds(200));
        Task<string[]> lateMany = queue.GetManyAsync(5, TimeSpan.FromMilliseconds(200));
        await Eventually.EqualAsync(2, () => queue.WaitingGets);
        _time.Advance(TimeSpan.FromMilliseconds(199));
        Assert.Equal(2, queue.WaitingGets);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await Assert.ThrowsAsync<TimeoutException>(() => late.WaitAsync(Guard));
        Assert.Empty(await lateMany.WaitAsync(Guard));
        Assert.Equal(0, queue.WaitingGets);
    }

    [Fact]
    [Trait("Conformance", "C-003")]
    [Trait("Conformance", "C-004")]
    public async Task Items_OfSeveralClients_ComeInTheOrderOfPutting()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(name: "numbers");
        await using ObjectClient other = await _server.ConnectAsync();
        ISharedQueue<int> theirs = await other.GetAsync<ISharedQueue<int>>("numbers");
        Assert.Equal(0, queue.Count);
        for (int i = 0; i < 10; i++) await queue.PutAsync(i);
        Assert.Equal(10, theirs.Count);
        for (int i = 10; i < 20; i++) await theirs.PutAsync(i);
        for (int i = 0; i < 20; i++) Assert.Equal(i, await queue.GetAsync());
        Assert.Equal(0, queue.Count);
        Assert.False(theirs.TryGet(out _));
    }

    [Fact]
    public async Task LastInFirstOut_GivesTheNewest()
    {
        ISharedQueue<int> stack = await _client.CreateQueueAsync<int>(order: QueueOrder.LastInFirstOut);
        await stack.PutManyAsync([1, 2, 3]);
        LeasedItem<int> lent = await stack.LeaseAsync();
        await stack.PutAsync(4);
        await stack.GiveBackAsync(lent.Lease);
        Assert.Equal(3, lent.Item);
        Assert.Equal((int[])[4, 3, 2, 1], await stack.DrainAsync());
    }

    [Fact]
    public async Task WhoWaits_IsServedInTheOrderOfAsking()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(1);
        var gets = new List<Task<int>>();
        for (int i = 0; i < 10; i++)
        {
            gets.Add(queue.GetAsync());
            await Eventually.EqualAsync(i + 1, () => queue.WaitingGets);
        }

        Assert.Equal(10, await queue.PutManyAsync([.. Enumerable.Range(0, 10)]));
        Assert.Equal(Enumerable.Range(0, 10), await Task.WhenAll(gets).WaitAsync(Guard));

        var puts = new List<Task>();
        for (int i = 0; i < 5; i++)
        {
            puts.Add(queue.PutManyAsync([i * 2, (i * 2) + 1]));
            await Eventually.EqualAsync(i + 1, () => queue.WaitingPuts);
        }

        for (int i = 0; i < 10; i++) Assert.Equal(i, await queue.GetAsync());
        await Task.WhenAll(puts).WaitAsync(Guard);
    }

    [Fact]
    public async Task WhoIsCancelled_DoesNotWaitAnyMore()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(1);
        using var cancel = new CancellationTokenSource();
        Task<int> get = queue.GetAsync(cancel: cancel.Token);
        await Eventually.EqualAsync(1, () => queue.WaitingGets);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => get.WaitAsync(Guard));
        Assert.Equal(0, queue.WaitingGets);
        await queue.PutAsync(1);
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public async Task WhoWaits_HasABound()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(1);
        Task<int>[] gets = [.. Enumerable.Range(0, 20).Select(_ => queue.GetAsync())];
        await Eventually.EqualAsync(20, () => queue.WaitingGets);
        LimitExceededException e = await Assert.ThrowsAsync<LimitExceededException>(() => queue.GetAsync().WaitAsync(Guard));
        Assert.Equal("ObjectServerOptions.MaxWaitingCalls", e.LimitName);
        await queue.PutManyAsync(new int[20]);
        await Task.WhenAll(gets).WaitAsync(Guard);
    }

    [Fact]
    [Trait("Conformance", "C-005")]
    public async Task Join_WaitsUntilAllIsDone()
    {
        ISharedQueue<int?> queue = await _client.CreateQueueAsync<int?>(name: "work");
        Task[] workers = [.. Enumerable.Range(0, 4).Select(_ => Task.Run(WorkAsync))];
        Assert.True(await queue.JoinAsync(TimeSpan.Zero));
        await queue.PutManyAsync([.. Enumerable.Range(0, 10).Select(static i => (int?)i)]);
        Assert.True(await queue.JoinAsync().WaitAsync(Guard));
        Assert.Equal((0, 0L), (queue.Count, queue.Unfinished));
        await queue.PutManyAsync([null, null, null, null]);
        await Task.WhenAll(workers).WaitAsync(Guard);

        Assert.Equal(4, queue.Unfinished);
        Assert.False(await queue.JoinAsync(TimeSpan.Zero));
        Task<bool> late = queue.JoinAsync(TimeSpan.FromSeconds(1));
        Task<bool> patient = queue.JoinAsync();
        await Eventually.EqualAsync(2, () => _server.Sessions.All.Sum(static session => session.Holds.Count));
        await queue.TaskDoneAsync(3);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(await late.WaitAsync(Guard));
        await queue.TaskDoneAsync();
        Assert.True(await patient.WaitAsync(Guard));
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.TaskDoneAsync());

        async Task WorkAsync()
        {
            await using ObjectClient client = await _server.ConnectAsync();
            ISharedQueue<int?> own = await client.GetAsync<ISharedQueue<int?>>("work");
            while (await own.GetAsync() is not null) await own.TaskDoneAsync();
        }
    }

    [Fact]
    [Trait("Conformance", "C-007")]
    [Trait("Conformance", "C-008")]
    public async Task AnItemThatCannotBeWritten_IsRefusedAndHarmsNothing()
    {
        ISharedQueue<string> queue = await _client.CreateQueueAsync<string>();
        await Assert.ThrowsAsync<ArgumentEncodingException>(() => queue.PutAsync("\ud800"));
        await queue.PutAsync("next");
        Assert.Equal((1, "next", 0), (queue.Count, await queue.GetAsync(), queue.Count));
    }

    [Fact]
    [Trait("Conformance", "C-010")]
    public async Task Complete_LetsOthersHaveWhatIsThere()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(2);
        await queue.PutManyAsync([1, 2]);
        Task<int> put = queue.PutManyAsync([3, 4]);
        await Eventually.EqualAsync(1, () => queue.WaitingPuts);
        Assert.Equal(1, await queue.GetAsync());
        await Eventually.EqualAsync(2, () => queue.Count);

        await queue.CompleteAsync();

        InvalidOperationException e = await Assert.ThrowsAsync<InvalidOperationException>(() => put.WaitAsync(Guard));
        Assert.Contains("first 1 items", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.PutAsync(5));
        Assert.Throws<InvalidOperationException>(() => queue.TryPut(5));
        Assert.False(queue.IsCompleted);
        List<int> rest = [];
        await foreach (int item in queue.GetAllAsync()) rest.Add(item);
        Assert.Equal([2, 3], rest);
        Assert.True(queue.IsCompleted);
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.GetAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => queue.LeaseAsync());
        Assert.Empty(await queue.GetManyAsync(3));
    }

    [Fact]
    public async Task Complete_EndsThoseWhoWaitForMore_ButNotBeforeTheLastLeaseIsOver()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>();
        await queue.PutManyAsync([1, 2]);
        LeasedItem<int>[] lent = await queue.LeaseManyAsync(5);
        Task<int> get = queue.GetAsync();
        Task<int> second = queue.GetAsync();
        await Eventually.EqualAsync(2, () => queue.WaitingGets);
        await queue.CompleteAsync();
        await queue.AckAsync(lent[0].Lease);
        Assert.Equal(2, queue.WaitingGets);
        await queue.GiveBackAsync(lent[1].Lease);
        Assert.Equal(2, await get.WaitAsync(Guard));
        await Assert.ThrowsAsync<InvalidOperationException>(() => second.WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-009")]
    public async Task Delete_EndsThoseWhoWait()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>(1, name: "doomed");
        await queue.PutAsync(1);
        Task<bool> put = queue.PutAsync(2);
        Task<bool> join = queue.JoinAsync();
        await Eventually.EqualAsync(2, () => _server.Sessions.All.Single().Holds.Count);
        await _client.DeleteAsync("doomed");
        await Assert.ThrowsAsync<ObjectGoneException>(() => put.WaitAsync(Guard));
        await Assert.ThrowsAsync<ObjectGoneException>(() => join.WaitAsync(Guard));
        Assert.Throws<ObjectGoneException>(() => queue.IsEmpty);
        await Assert.ThrowsAsync<ObjectGoneException>(() => queue.GetAsync());
    }

    [Fact]
    public async Task Lease_KeepsThePlaceUntilItIsOver()
    {
        ISharedQueue<string> queue = await _client.CreateQueueAsync<string>(3);
        await queue.PutManyAsync(["a", "b", "c"]);
        LeasedItem<string> a = await queue.LeaseAsync();
        LeasedItem<string> b = await queue.LeaseAsync();
        Assert.Equal((new LeasedItem<string>("a", 1, 1), new LeasedItem<string>("b", 2, 1)), (a, b));
        Assert.Equal((1, 2, true), (queue.Count, queue.Leased, queue.IsFull));
        await queue.AckAsync(b.Lease);
        Assert.True(queue.TryPut("d"));
        await queue.GiveBackAsync(a.Lease);
        LeasedItem<string> again = await queue.LeaseAsync();
        Assert.Equal(new LeasedItem<string>("a", 3, 2), again);
        await Assert.ThrowsAsync<LockLostException>(() => queue.AckAsync(a.Lease));
        await Assert.ThrowsAsync<LockLostException>(() => queue.AckManyAsync([again.Lease, b.Lease]));
        await Assert.ThrowsAsync<ArgumentException>(() => queue.AckAsync(99));
        Assert.Equal(["c", "d"], await queue.DrainAsync());
        Assert.Equal((0, 2L), (queue.Leased, queue.Unfinished));
    }

    [Fact]
    [Trait("Conformance", "C-013")]
    [Trait("Conformance", "C-014")]
    public async Task CallsThatFail_LeaveNothingBehind()
    {
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>();
        WeakReference[] failures = await FailAsync(queue);
        await Eventually.SoAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return failures.Count(static one => one.IsAlive) <= 1;
        });
        Assert.Equal((0, 0), (queue.WaitingGets, _server.Sessions.All.Single().Holds.Count));
    }

    [Fact]
    public async Task AQueueOfObjects_HoldsThem()
    {
        ISharedQueue<ISharedValue<int>> queue = await _client.CreateQueueAsync<ISharedValue<int>>();
        Task<ISharedValue<int>> waiting = queue.GetAsync();
        await Eventually.EqualAsync(1, () => queue.WaitingGets);
        for (int i = 0; i < 4; i++)
        {
            ISharedValue<int> value = await _client.CreateValueAsync(i);
            await queue.PutAsync(value);
            await _client.ReleaseAsync(value);
        }

        Assert.Equal(0, (await waiting.WaitAsync(Guard)).Value);
        Assert.Equal(1, (await queue.GetAsync()).Value);
        LeasedItem<ISharedValue<int>> lent = await queue.LeaseAsync();
        Assert.Equal(2, lent.Item.Value);
        await queue.AckAsync(lent.Lease);
        Assert.Equal(3, (await queue.DrainAsync()).Single().Value);
    }

    [Fact]
    public async Task WhatCannotBeAQueue_IsToldWithTheReason()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateQueueAsync<int>(-1));
        LimitExceededException e = await Assert.ThrowsAsync<LimitExceededException>(() => _client.CreateQueueAsync<int>(int.MaxValue));
        Assert.Equal("ObjectServerOptions.MaxQueueItems", e.LimitName);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _client.CreateQueueAsync<byte[]>());
        ISharedQueue<int> queue = await _client.CreateQueueAsync<int>();
        Assert.Equal(1_000_000, queue.Capacity);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => queue.GetAsync(TimeSpan.FromSeconds(-5)));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => queue.GetManyAsync(0));
    }

    [Fact]
    public async Task ADynamicProxy_UsesAQueue()
    {
        dynamic queue = await _client.CreateDynamicAsync("SharedQueue<string>", [3]);
        Assert.True((bool)await queue.PutAsync("a"));
        Assert.Equal("a", (string)await queue.GetAsync(TimeSpan.Zero));
    }

    private static async Task<WeakReference[]> FailAsync(ISharedQueue<int> queue)
    {
        var failures = new List<WeakReference>();
        for (int i = 0; i < 100; i++)
        {
            try
            {
                await queue.GetAsync(TimeSpan.Zero);
            }
            catch (TimeoutException e)
            {
                failures.Add(new WeakReference(e));
            }
        }

        return [.. failures];
    }
}
