using ObjectServer;
using ObjectServer.Client;

namespace SharedData;

/// <summary>A shared array of numbers, workers that use it in place, and the ways to share the work among them.</summary>
internal sealed class NapPool : IAsyncDisposable
{
    private static readonly PoolJobOptions OneByOne = new() { ChunkSize = 1 };

    private readonly LocalServer _server;
    private readonly ObjectClient _client;
    private readonly SharedArray<long> _numbers;
    private readonly CallerPool<INapper> _pool;

    private NapPool(LocalServer server, ObjectClient client, SharedArray<long> numbers, CallerPool<INapper> pool)
    {
        _server = server;
        _client = client;
        _numbers = numbers;
        _pool = pool;
        long count = pool.Callers;
        Chunks = [.. Enumerable.Range(0, pool.Callers).Select(i => (numbers.Length * i / count, (numbers.Length * (i + 1) / count) - (numbers.Length * i / count)))];
    }

    /// <summary>The ways, by their names. Each gives the sum of each chunk, in the order of the chunks.</summary>
    public IReadOnlyDictionary<string, Func<Task<long[]>>> Ways => new Dictionary<string, Func<Task<long[]>>>
    {
        ["map"] = () => _pool.StarMapAsync(Chunks, (napper, first, count) => napper.NapAsync(first, count), OneByOne),
        ["apply"] = ApplyAsync,
        ["apply-async"] = () => Task.WhenAll([.. Chunks.Select(chunk => _pool.ApplyAsync(napper => napper.NapAsync(chunk.First, chunk.Count)))]),
        ["ordered"] = () => _pool.MapOrderedAsync(Chunks, (napper, chunk) => napper.NapAsync(chunk.First, chunk.Count)).ToArrayAsync().AsTask(),
    };

    private (long First, long Count)[] Chunks { get; }

    /// <summary>Fills the array, once, and starts the workers; completes when all have opened it.</summary>
    /// <param name="length">How long it is.</param>
    /// <param name="workers">How many workers.</param>
    public static async Task<NapPool> StartAsync(long length, int workers)
    {
        LocalServer server = await LocalServer.StartAsync();
        ObjectClient client = await server.ConnectAsync();
        SharedArray<long> numbers = await client.CreateArrayAsync<long>([length], "numbers");
        await foreach (SharedBlock<long> block in numbers.BlocksAsync(.., BlockAccess.Overwrite))
            for (int i = 0; i < block.Length; i++) block.Span[i] = i % 1000;
        CallerPool<INapper> pool = await CallerPool.StartAsync(
            new WorkerPoolOptions<INapper>
            {
                Class = typeof(Napper),
                Arguments = [server.Address, server.AuthKey],
                Initialize = static (napper, _) => napper.OpenAsync("numbers"),
            },
            workers);
        return new NapPool(server, client, numbers, pool);
    }

    /// <summary>The same work by this process alone.</summary>
    public async Task<long> SingleAsync()
    {
        using SharedBlock<long> block = await _numbers.AcquireAsync(..);
        return Napper.NapFor(block.Span);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        await _numbers.DisposeAsync();
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task<long[]> ApplyAsync()
    {
        var sums = new List<long>();
        foreach ((long first, long count) in Chunks) sums.Add(await _pool.ApplyAsync(napper => napper.NapAsync(first, count)));
        return [.. sums];
    }
}
