using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A server that is reached over links that break all the time, at moments that a seed decides.</summary>
internal sealed class BrokenLinks : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly FaultyProxy _proxy;

    private BrokenLinks(TestServer server, FaultyProxy proxy)
    {
        _server = server;
        _proxy = proxy;
    }

    /// <summary>How many connections were broken.</summary>
    public int Broken => _proxy.Broken;

    /// <summary>Starts one.</summary>
    /// <param name="unixSocket">gRPC on a Unix socket.</param>
    /// <param name="socketLink">The socket link.</param>
    /// <param name="seed">Decides when a link breaks.</param>
    /// <param name="mostBytes">How many bytes a connection carries at most.</param>
    public static async Task<BrokenLinks> StartAsync(bool unixSocket, bool socketLink, int seed, int mostBytes)
    {
        TestServer server = await TestServer.StartAsync(static _ => { }, options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(400), unixSocket, socketLink);
        int connection = 0;
        return new BrokenLinks(server, FaultyProxy.Start(server.Address, () => FaultPlan.Of(seed + Interlocked.Increment(ref connection), mostBytes)));
    }

    /// <summary>A client over a link that does not break.</summary>
    public Task<ObjectClient> ConnectAsync() => _server.ConnectAsync();

    /// <summary>A client whose links break.</summary>
    public async Task<ObjectClient> ConnectBrokenAsync()
    {
        while (true)
        {
            try
            {
                return await ObjectClient.ConnectAsync(_proxy.Address, new ObjectClientOptions { ConnectTimeout = TimeSpan.FromSeconds(2) });
            }
            catch (ServerUnavailableException)
            {
                // It broke before there was a session: again, by another one.
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }
}
