using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using static ObjectServer.IntegrationTests.Infrastructure.Sequences;

namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>Sequences and streams without a contract.</summary>
public sealed class DynamicSequenceTests : IAsyncLifetime
{
    private readonly Feed _live = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private dynamic _feed = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddObject<IFeed>("feed", _live).AddObject<IStore>("store", new Store()));
        _client = await _server.ConnectAsync();
        _feed = await _client.GetDynamicAsync("feed");
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Sequence_IsOneOfItsItemsTypeAndOneOfObjects()
    {
        IAsyncEnumerable<int> numbers = _feed.Count(5, 20_000);
        IAsyncEnumerable<object?> objects = _feed.Count(first: 5, count: 3);

        Assert.Equal(Enumerable.Range(5, 20_000), await ListAsync(numbers));
        Assert.Equal([5, 6, 7], await ListAsync(objects));
        await Eventually.EqualAsync(2, () => _server.Objects.Count);
    }

    [Fact]
    public async Task Items_ThatAreObjects_AreDynamicProxies()
    {
        var numbers = new List<int>();

        await foreach (dynamic item in (IAsyncEnumerable<dynamic>)_feed.Items(3)) numbers.Add((int)item.Number);

        Assert.Equal([0, 1, 2], numbers);
    }

    [Fact]
    public async Task LeavingALoopEarly_EndsTheSource()
    {
        await foreach (int value in (IAsyncEnumerable<int>)_feed.Endless())
        {
            if (value == 9_000) break;
        }

        Assert.Equal(1, _live.Closed);
    }

    [Fact]
    public async Task Sequence_ThatATaskResultsIn_GoesBackAsItself()
    {
        dynamic query = await _feed.QueryAsync(100);

        Assert.Equal(Enumerable.Range(0, 100), await ListAsync((IAsyncEnumerable<int>)query));
        Assert.Equal(4950, await _feed.SumAsync(query));
        _feed.Stored = query;
        Assert.Equal(4950, await _feed.SumAsync(_feed.Stored));
    }

    [Fact]
    public async Task Sequence_OfTheCaller_IsEnumeratedInTheServerAndComesHome()
    {
        IAsyncEnumerable<int> mine = NumbersAsync(100);

        Assert.Equal(4950, await _feed.SumAsync(mine));
        _feed.Stored = mine;

        Assert.Same(mine, _feed.Stored);
    }

    [Fact]
    public async Task Sequence_OfOtherItems_IsRefused()
    {
        static async IAsyncEnumerable<string> Texts()
        {
            yield return "x";
            await Task.CompletedTask;
        }

        var error = await Assert.ThrowsAsync<ArgumentException>(async () => await _feed.SumAsync(Texts()));

        Assert.Contains("SumAsync", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_IsAStream()
    {
        dynamic store = await _client.GetDynamicAsync("store");
        Stream stream = store.Open();

        await stream.WriteAsync(new byte[] { 1, 2, 3 });

        Assert.Equal(new byte[] { 1, 2, 3 }, store.Content());
        Assert.Equal(3L, await store.CountAsync(new MemoryStream([4, 5, 6])));
    }

    private static async IAsyncEnumerable<int> NumbersAsync(int count)
    {
        for (int i = 0; i < count; i++) yield return i;
        await Task.CompletedTask;
    }
}
