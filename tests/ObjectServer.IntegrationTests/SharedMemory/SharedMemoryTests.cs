using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Tests of something in shared memory from the client's side, with a server and a client of their own.</summary>
public abstract class SharedMemoryTests(bool inPlace, bool unixSocket, bool socketLink) : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    protected static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer? _server;
    private ObjectClient? _client;

    private protected TestServer Server => _server!;

    protected ObjectClient Client => _client!;

    /// <summary>Whether clients use the memory itself, and not by calls.</summary>
    protected bool InPlace => inPlace;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(Share, Configure, unixSocket, socketLink);
        _client = await ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    protected abstract void Share(ObjectServerBuilder server);

    protected virtual void Configure(ObjectServerOptions options)
    {
    }

    protected Task<ObjectClient> ConnectAsync() => Server.ConnectAsync(new ObjectClientOptions { MapSharedMemory = inPlace });
}
