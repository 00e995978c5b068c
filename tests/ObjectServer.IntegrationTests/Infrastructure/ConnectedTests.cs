using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Infrastructure;

/// <summary>Tests with a server and a client of their own. What the server shares is for each class to say.</summary>
public abstract class ConnectedTests : IAsyncLifetime
{
    /// <summary>Guards against hanging; nothing that works takes as long.</summary>
    protected static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer? _server;
    private ObjectClient? _client;

    private protected TestServer Server => _server!;

    protected ObjectClient Client => _client!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(Share);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await Client.DisposeAsync();
        await Server.DisposeAsync();
    }

    protected abstract void Share(ObjectServerBuilder server);
}
