using ObjectServer.Client.Session;

namespace ObjectServer.Client.Pools;

/// <summary>A process of the server's program with one object in it. It ends with this process, however that ends.</summary>
/// <typeparam name="T">The contract of the object.</typeparam>
internal sealed class PoolWorker<T>
    where T : class
{
    private readonly LocalServer _server;
    private readonly ObjectClient _client;
    private readonly ClientSession _session;

    private PoolWorker(LocalServer server, ObjectClient client, T target)
    {
        _server = server;
        _client = client;
        _session = client.Session;
        Target = target;
    }

    /// <summary>The object.</summary>
    public T Target { get; }

    /// <summary>Whether it cannot be called any more. The session knows before the process has been waited for.</summary>
    public bool HasEnded => _session.HasEnded || _server.Exited.IsCompleted;

    /// <summary>Starts a process, makes the object, and runs the initializer; of a worker that fails at it nothing is left.</summary>
    public static async Task<PoolWorker<T>> StartAsync(WorkerPoolOptions<T> options, CancellationToken cancel)
    {
        LocalServer server = await LocalServer.StartAsync(options.WithAssemblies(), cancel).ConfigureAwait(false);
        ObjectClient? client = null;
        try
        {
            // Nothing but the worker's end breaks the link, and another try would only put off what is said of it.
            client = await server.ConnectAsync(options.Client ?? new ObjectClientOptions { ReconnectTimeout = TimeSpan.Zero }, cancel).ConfigureAwait(false);
            T target = await client.CreateAsync<T>([.. options.Arguments], new CreateOptions { Type = options.TypeName }, cancel).ConfigureAwait(false);
            if (options.Initialize is { } initialize) await initialize(target, cancel).ConfigureAwait(false);
            return new PoolWorker<T>(server, client, target);
        }
        catch
        {
            await server.KillAsync().ConfigureAwait(false);
            if (client is not null) await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Ends the process.</summary>
    /// <param name="atOnce">Whatever it is doing; otherwise it disposes of its object.</param>
    public async Task EndAsync(bool atOnce)
    {
        if (atOnce) await _server.KillAsync().ConfigureAwait(false);
        await _client.DisposeAsync().ConfigureAwait(false);
        await _server.StopAsync().ConfigureAwait(false);
    }
}
