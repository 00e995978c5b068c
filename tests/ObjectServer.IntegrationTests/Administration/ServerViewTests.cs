using ObjectServer.Admin;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Operating;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Session;

namespace ObjectServer.IntegrationTests.Administration;

/// <summary>What the view of a server gives: pages, searches, orders, and each kind of lock.</summary>
public sealed class ServerViewTests : ConnectedTests
{
    [Fact]
    public async Task Objects_ArePagedSearchedAndSorted()
    {
        for (int i = 0; i < 30; i++) await Client.CreateLockAsync($"lock/{i:00}");
        await Client.CreateQueueAsync<int>(name: "Queue");

        ListPage<ObjectRecord> second = Server.View.ListObjects(new ListQuery(Skip: 10, Limit: 5, Search: "LOCK/", Sort: "name", Descending: true));
        ListPage<ObjectRecord> one = Server.View.ListObjects(new ListQuery(), name: "Queue");
        ListPage<ObjectRecord> byPrefix = Server.View.ListObjects(new ListQuery(), prefix: "Qu");

        Assert.Equal(["lock/19", "lock/18", "lock/17", "lock/16", "lock/15"], second.Entries.Select(entry => entry.Name));
        Assert.Equal((30, 32), (second.Found, second.Total));
        Assert.Equal("SharedQueue", Assert.Single(one.Entries).Type);
        Assert.Equal("Queue", Assert.Single(byPrefix.Entries).Name);
    }

    [Fact]
    public async Task Calls_AreCountedForEachObject()
    {
        ISharedLock one = await Client.CreateLockAsync("lock/one");
        ISharedLock other = await Client.CreateLockAsync("lock/other");
        for (int i = 0; i < 3; i++) await other.GetStateAsync();
        await one.GetStateAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => one.GiveBackAsync());

        // A call is counted when it has left its object, which may be after its caller has the answer.
        await Eventually.SoAsync(() => Server.View.ListObjects(new ListQuery(Search: "lock/")).Entries.Sum(entry => entry.Calls) == 5);
        ListPage<ObjectRecord> byCalls = Server.View.ListObjects(new ListQuery(Search: "lock/", Sort: "calls", Descending: true));
        ListPage<ObjectRecord> byErrors = Server.View.ListObjects(new ListQuery(Search: "lock/", Sort: "errors", Descending: true));

        Assert.Equal([("lock/other", 3, 0), ("lock/one", 2, 1)], byCalls.Entries.Select(entry => (entry.Name, (int)entry.Calls, (int)entry.Errors)));
        Assert.Equal(["lock/one", "lock/other"], byErrors.Entries.Select(entry => entry.Name));
    }

    [Theory]
    [InlineData(-1, 0, "")]
    [InlineData(0, -1, "")]
    [InlineData(0, 1001, "")]
    [InlineData(0, 0, "colour")]
    public void Page_ThatIsNone_IsRefused(int skip, int limit, string sort)
    {
        var query = new ListQuery(skip, limit, Sort: sort);
        Assert.Throws<ArgumentException>(() => Server.View.ListObjects(query));
        Assert.Throws<ArgumentException>(() => Server.View.ListSessions(query));
        Assert.Throws<ArgumentException>(() => Server.View.ListLocks(query));
        Assert.Throws<ArgumentException>(() => Server.View.ListSegments(query));
    }

    [Fact]
    public async Task EveryOrder_CanBeAskedFor()
    {
        await Client.CreateLockAsync("door");
        await using SharedArray<int> grid = await Client.CreateArrayAsync<int>([10], "grid");
        Assert.All(ServerView.ObjectSorts, sort => Assert.Equal(3, Server.View.ListObjects(new ListQuery(Sort: sort)).Entries.Count));
        Assert.All(ServerView.SessionSorts, sort => Assert.Single(Server.View.ListSessions(new ListQuery(Sort: sort)).Entries));
        Assert.All(ServerView.LockSorts, sort => Assert.Equal(2, Server.View.ListLocks(new ListQuery(Sort: sort), includeIdle: true).Entries.Count));
        Assert.All(ServerView.SegmentSorts, sort => Assert.Equal(("grid", 40), Assert.Single(Server.View.ListSegments(new ListQuery(Sort: sort)).Entries.Select(entry => (entry.Name, entry.Bytes)))));
    }

    [Fact]
    public async Task Session_SaysWhoItIsOfAndWhatItHolds()
    {
        IWorkshop workshop = await Client.GetAsync<IWorkshop>("workshop");
        workshop.Finished += static (_, _) => { };
        ISharedLock door = await Client.CreateLockAsync("door");
        await using HeldLock held = await door.AcquireAsync();
        ISharedSemaphore pool = await Client.CreateSemaphoreAsync(2, "pool");
        await pool.AcquireAsync();
        Assert.Throws<InvalidOperationException>(() => workshop.Finish("nothing", -1));

        SessionRecord record = Assert.Single(Server.View.ListSessions(new ListQuery()).Entries);
        SessionDetail detail = Server.View.FindSession(record.Number)!;

        Assert.Equal(Environment.ProcessId, record.ProcessId);
        Assert.StartsWith("127.0.0.1:", record.Address, StringComparison.Ordinal);
        Assert.Equal((ConnectionKind.Grpc, "anybody"), (record.Connection, record.Principal));
        Assert.Null(record.AwayFor);
        Assert.Equal((1, 1, 1), (record.Subscriptions, record.Holds.Locks, record.Holds.Permits));
        Assert.Equal(1, record.Errors);
        Assert.True(record.Calls >= 7);
        Assert.Equal(["door", "pool", "workshop"], detail.Objects.Select(one => one.Name).Order(StringComparer.Ordinal));
        Assert.Equal([("door", "write", true), ("pool", "permit", true)], detail.Holds.OrderBy(one => one.Object).Select(one => (one.Name, one.How, one.IsHeld)));
        Assert.Null(Server.View.FindSession(record.Number + 1));

        // The first look has asked for a sign of life.
        await Eventually.SoAsync(() => Server.View.ListSessions(new ListQuery()).Entries.Single().RoundTrip > TimeSpan.Zero);
        GC.KeepAlive((workshop, door, pool));
    }

    [Fact]
    public async Task EachKindOfLock_SaysWhoWaits()
    {
        await using ObjectClient other = await Server.ConnectAsync();
        await (await Client.CreateReaderWriterLockAsync("rw")).AcquireReadAsync();
        await using SharedArray<int> grid = await Client.CreateArrayAsync<int>([10], "grid");
        await using var held = await grid.LockAsync();
        ISharedCountdown countdown = await Client.CreateAsync<ISharedCountdown>([3], new CreateOptions { Type = "SharedCountdown", Name = "countdown" });
        List<Task> waiting =
        [
            (await other.GetAsync<ISharedReaderWriterLock>("rw")).AcquireWriteAsync(),
            (await Client.GetOrCreateEventAsync("event")).WaitAsync(),
            (await Client.GetOrCreateBarrierAsync("barrier", 2)).WaitAsync(),
            countdown.WaitAsync(),
            (await Client.GetOrCreateQueueAsync<int>("queue")).GetAsync(),
        ];
        await Eventually.EqualAsync(5, () => Server.View.ListLocks(new ListQuery()).Entries.Sum(entry => entry.Waiters));

        Dictionary<string, WaitRecord> locks = Server.View.ListLocks(new ListQuery()).Entries.ToDictionary(entry => entry.Name);

        Assert.Equal(("reader-writer lock", "read", "write"), (locks["rw"].Nature, locks["rw"].Held.Single().How, locks["rw"].Waiting.Single().How));
        Assert.NotEqual(locks["rw"].Held.Single().Session.Number, locks["rw"].Waiting.Single().Session.Number);
        Assert.Equal(("memory lock", 1), (locks["grid"].Nature, locks["grid"].Holders));
        Assert.Equal(("event", "not set"), (locks["event"].Nature, locks["event"].State));
        Assert.Equal(("barrier", "1 of 2 parties"), (locks["barrier"].Nature, locks["barrier"].State));
        Assert.Equal(("countdown", "3 to come"), (locks["countdown"].Nature, locks["countdown"].State));
        Assert.Equal("get", locks["queue"].Waiting.Single().How);
        Assert.All(waiting, static task => Assert.False(task.IsCompleted));
    }

    [Fact]
    public async Task Overview_KeepsTheCallsOfSessionsThatHaveEnded()
    {
        await using (ObjectClient passing = await Server.ConnectAsync())
        {
            IWorkshop workshop = await passing.GetAsync<IWorkshop>("workshop");
            for (int i = 0; i < 100; i++) workshop.Count(1);
        }

        using UnaryClient unary = await UnaryClient.OpenAsync(Server);
        await Eventually.EqualAsync(2, () => Server.View.Overview().Sessions);
        ServerOverview overview = Server.View.Overview();

        Assert.True(overview.Calls >= 101, $"{overview.Calls}");
        Assert.Equal(Server.Address, Assert.Single(overview.Addresses));
        Assert.Equal(1, overview.Objects);
        Assert.True(overview is { HeapBytes: > 0, WorkingSetBytes: > 0, CpuLaneThreads: > 0 });
    }

    protected override void Share(ObjectServerBuilder server) => server.AddObject<IWorkshop>("workshop", new Workshop());
}
