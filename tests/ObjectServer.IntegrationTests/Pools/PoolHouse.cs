using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Pools;

/// <inheritdoc/>
[SharedObject("pool-house")]
public sealed class PoolHouse : IPoolHouse
{
    private readonly CallerPool<IPooled> _pool = CallerPool.Over<IPooled>(new Pooled(), 2);

    /// <inheritdoc/>
    public Task<int[]> SquareAllAsync(int[] numbers) => _pool.MapAsync(numbers, (pooled, number) => pooled.SquareAsync(number));

    /// <inheritdoc/>
    public async Task CloseAsync()
    {
        _pool.Close();
        await _pool.JoinAsync();
    }
}
