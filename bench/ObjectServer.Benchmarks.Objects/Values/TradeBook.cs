namespace ObjectServer.Benchmarks.Values;

/// <inheritdoc/>
[SharedObject("trade-book")]
public sealed class TradeBook : ITradeBook
{
    private List<Trade> _trades = [];

    /// <inheritdoc/>
    public Task<List<Trade>> ListAsync(int count)
    {
        if (_trades.Count != count) _trades = [.. Enumerable.Range(0, count).Select(Trade.Of)];
        return Task.FromResult(_trades);
    }
}
