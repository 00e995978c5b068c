using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Shared lists from the client's side; one small subclass for each link, in place and by calls.</summary>
public abstract partial class SharedListTests(bool inPlace, bool socketLink = false) : IAsyncLifetime
{
    /// <summary>One of every kind, as Python's own test has them.</summary>
    private static readonly object?[] Mixed = ["howdy", "HoWdY"u8.ToArray(), -273.154, 100L, null, true, 42L];

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ILister, Lister>("lister"), null, unixSocket: false, socketLink);
        _client = await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private Task<ObjectClient> ConnectAsync() => _server.ConnectAsync(new ObjectClientOptions { MapSharedMemory = inPlace });
}
