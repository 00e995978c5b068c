using ObjectServer.Client;
using ObjectServer.Dashboard.Tests.Infrastructure;
using ObjectServer.Dashboard.Tests.Objects;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.Dashboard.Tests.Pages;

/// <summary>A server at work: several clients, objects, a lock that one holds and another waits for, shared memory, and names that would do harm.</summary>
internal sealed class Scene : IAsyncDisposable
{
    /// <summary>What runs as a script wherever it is taken for HTML.</summary>
    public const string Hostile = """<img src=x onerror=alert(1)>"'</script><script>alert(2)</script>""";

    private readonly List<ObjectClient> _clients = [];
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _running = [];
    private readonly List<object> _kept = [];

    private Scene(WatchedServer server) => Server = server;

    public WatchedServer Server { get; }

    public ObjectClient First => _clients[0];

    public ObjectClient Second => _clients[1];

    public required IStation Station { get; init; }

    /// <summary>Sets it.</summary>
    /// <param name="isHarmless">All names in it are harmless.</param>
    public static async Task<Scene> SetAsync(bool isHarmless = false)
    {
        string harm = isHarmless ? "night-job" : Hostile;
        WatchedServer server = await WatchedServer.StartAsync();
        ObjectClient first = await server.ConnectAsync("ingest-worker-1");
        var scene = new Scene(server) { Station = await first.CreateAsync<IStation>(options: new() { Name = "weather/north", Type = "station" }) };
        scene._clients.AddRange([first, await server.ConnectAsync("report-builder"), await server.ConnectAsync(harm)]);
        await scene.FillAsync(harm);
        return scene;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        foreach (ObjectClient client in _clients) await client.DisposeAsync();
        foreach (Task running in _running) await running.ContinueWith(static _ => { }, TaskScheduler.Default);
        await Server.DisposeAsync();
        _over.Dispose();
    }

    private async Task FillAsync(string harm)
    {
        ObjectClient hostile = _clients[2];
        IStation named = await hostile.CreateAsync<IStation>(options: new() { Name = harm, Type = "station" });
        named.Label = harm;
        Assert.Throws<InvalidOperationException>(() => named.Fail(harm));
        foreach (string name in (string[])["weather/south", "weather/east", "prices/eur", "prices/usd"])
        {
            IStation station = await Second.GetOrCreateAsync<IStation>(name);
            for (int i = 0; i < 50; i++) station.Add(i);
        }

        _running.Add(Station.WaitAsync(_over.Token));
        ISharedDictionary<string, int> totals = await First.CreateDictionaryAsync<string, int>(name: "totals");
        totals["orders"] = 41;
        ISharedQueue<int> jobs = await First.CreateQueueAsync<int>(100, name: "jobs");
        await jobs.PutAsync(7);
        _kept.Add(await First.CreateArrayAsync<double>([1024, 256], "field/pressure"));
        ISharedLock held = await First.CreateLockAsync("lock/rollover");
        _kept.Add(await held.AcquireAsync());
        ISharedLock wanted = await Second.GetAsync<ISharedLock>("lock/rollover");
        _running.Add(wanted.AcquireAsync(cancel: _over.Token));
        await Eventually.SoAsync(() => held.GetStateAsync().GetAwaiter().GetResult().Waiting == 1);
        Server.Log($"A line about {harm}");
    }
}
