using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>A server that is reached over links that break all the time, at moments that a seed decides.</summary>
internal sealed class BrokenLinks : IAsyncDisposable
{
    private readonly TestServer _server;
    private readonly FaultyProxy _proxy;
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int _clients;
    private int _ready;

    private BrokenLinks(TestServer server, int clients, int seed, int mostBytes)
    {
        _server = server;
        _clients = clients;
        int connection = 0;
        _proxy = FaultyProxy.Start(server.Address, () => _begun.Task.IsCompleted ? FaultPlan.Of(seed + Interlocked.Increment(ref connection), mostBytes) : FaultPlan.None);
    }

    /// <summary>How many connections were broken.</summary>
    public int Broken => _proxy.Broken;

    /// <summary>Starts one.</summary>
    /// <param name="unixSocket">gRPC on a Unix socket.</param>
    /// <param name="socketLink">The socket link.</param>
    /// <param name="clients">How many clients there will be.</param>
    /// <param name="seed">Decides when a link breaks.</param>
    /// <param name="mostBytes">How many bytes a connection carries at most, once links break.</param>
    public static async Task<BrokenLinks> StartAsync(bool unixSocket, bool socketLink, int clients, int seed, int mostBytes)
    {
        TestServer server = await TestServer.StartAsync(static _ => { }, options => options.HeartbeatInterval = TimeSpan.FromMilliseconds(400), unixSocket, socketLink);
        return new BrokenLinks(server, clients, seed, mostBytes);
    }

    /// <summary>A client over a link that does not break.</summary>
    public Task<ObjectClient> ConnectAsync() => _server.ConnectAsync();

    /// <summary>A client whose links break, once <see cref="BeginAsync"/> has completed.</summary>
    public Task<ObjectClient> ConnectBrokenAsync() => ObjectClient.ConnectAsync(_proxy.Address);

    /// <summary>
    /// A client has what it works with, whose description alone is more than a connection will carry. Completes when all have, and their links
    /// begin to break.
    /// </summary>
    public Task BeginAsync()
    {
        if (Interlocked.Increment(ref _ready) == _clients)
        {
            _begun.SetResult();
            _proxy.Cut();
        }

        return _begun.Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }
}
