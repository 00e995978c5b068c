using ObjectServer.Benchmarks.Bulk;
using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Values;

/// <summary>Shared objects, called through proxies of one client.</summary>
internal sealed class ProxyValueTarget : ValueTarget
{
    private readonly ObjectClient _client;
    private readonly IDepot _depot;
    private readonly ITradeBook _trades;
    private readonly ICounting _counting;

    private ProxyValueTarget(ObjectClient client, IDepot depot, ITradeBook trades, ICounting counting)
    {
        _client = client;
        _depot = depot;
        _trades = trades;
        _counting = counting;
    }

    /// <summary>Connects, and creates the objects.</summary>
    public static async Task<ValueTarget> ConnectAsync(string address)
    {
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        return new ProxyValueTarget(
            client, await client.CreateAsync<IDepot>(), await client.CreateAsync<ITradeBook>(), await client.CreateAsync<ICounting>());
    }

    /// <inheritdoc/>
    public override Task<int> PutAsync(double[] array) => _depot.PutAsync(array);

    /// <inheritdoc/>
    public override Task<double[]> TakeAsync(int length) => _depot.TakeAsync(length);

    /// <inheritdoc/>
    public override async Task<long> ListAsync(int count) => (await _trades.ListAsync(count)).Count;

    /// <inheritdoc/>
    public override async Task<long> CountAsync(int count)
    {
        long items = 0;
        await foreach (int item in _counting.CountAsync(count))
        {
            if (item == items) items++;
        }

        return items;
    }

    /// <inheritdoc/>
    public override ValueTask DisposeAsync() => _client.DisposeAsync();
}
