using System.Diagnostics;
using ObjectServer.Admin;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using Xunit.Abstractions;

namespace ObjectServer.IntegrationTests.Administration;

/// <summary>A server with as many objects and sessions as there may well be: listings stay pages. How long each takes is written down, and no test.</summary>
public sealed class LargeServerTests(ITestOutputHelper output)
{
    private const int Objects = 10_000;
    private const int Sessions = 1_000;
    private const int HeldByEach = 10;

    [Fact]
    public async Task Listings_OfManyObjectsAndSessions_ArePages()
    {
        await using TestServer server = await TestServer.StartInProcessAsync(static _ => { }, static options =>
        {
            options.MaxSessions = options.MaxSessionsPerAddress = 2 * Sessions;
            options.MaxObjectsPerSession = 2 * Objects;
        });
        await using ObjectClient maker = await server.ConnectAsync(new ObjectClientOptions { ClientName = "maker" });
        List<object> kept = [];
        for (int i = 0; i < Objects; i++) kept.Add(await maker.CreateLockAsync($"lock/{i:00000}"));
        List<ObjectClient> clients = [];
        for (int i = 0; i < Sessions; i++) clients.Add(await server.ConnectAsync());
        await Parallel.ForEachAsync(clients, async (client, cancel) =>
        {
            for (int i = 0; i < HeldByEach; i++)
            {
                object held = await client.GetAsync<ISharedLock>($"lock/{i:00000}", cancel);
                lock (kept) kept.Add(held);
            }
        });
        await ((ISharedLock)kept[0]).AcquireAsync();

        ListPage<ObjectRecord> objects = Time("objects", () => server.View.ListObjects(new ListQuery(Limit: 100)));
        Time("objects by name, searched", () => server.View.ListObjects(new ListQuery(Limit: 100, Search: "99", Sort: "name", Descending: true)));
        Time("objects by what runs", () => server.View.ListObjects(new ListQuery(Limit: 100, Sort: "running", Descending: true)));
        ListPage<SessionRecord> sessions = Time("sessions", () => server.View.ListSessions(new ListQuery(Limit: 100, Sort: "objects", Descending: true)));
        ListPage<WaitRecord> locks = Time("locks", () => server.View.ListLocks(new ListQuery(Limit: 100)));
        Time("overview", server.View.Overview);

        Assert.Equal((100, Objects, Objects), (objects.Entries.Count, objects.Found, objects.Total));
        Assert.Equal(Sessions + 1, objects.Entries[0].Holders);
        Assert.Equal(ObjectRecord.MostDetails, objects.Entries[0].HeldBy.Count);
        Assert.Equal((100, Sessions + 1), (sessions.Entries.Count, sessions.Total));
        Assert.Equal(("maker", Objects), (sessions.Entries[0].ClientName, sessions.Entries[0].Objects));
        Assert.Equal("lock/00000", Assert.Single(locks.Entries).Name);
        await Parallel.ForEachAsync(clients, static (client, _) => client.DisposeAsync());
        GC.KeepAlive(kept);
    }

    private T Time<T>(string what, Func<T> look)
    {
        look();
        long start = Stopwatch.GetTimestamp();
        T seen = look();
        output.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:0.0} ms");
        return seen;
    }
}
