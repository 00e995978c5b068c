using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Batches;

/// <summary>Snapshots and batches of calls; one small subclass for each link.</summary>
public abstract partial class BatchTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private static readonly BatchOptions Atomic = new() { Atomic = true };

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    private int Exported => _client.Session.Served.Home.Objects.Count;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<IVessel, Vessel>("vessel").AddType<IVessel, FreeVessel>("free-vessel").AddType<IGauges, Gauges>(),
            options =>
            {
                options.BlockingReaders = blockingReaders;
                options.MaxCallsPerSession = 64;
            },
            unixSocket,
            socketLink);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<IVessel> CreateAsync(string type = "vessel", string? name = null) =>
        _client.CreateAsync<IVessel>(options: new CreateOptions { Type = type, Name = name });
}
