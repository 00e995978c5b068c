using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>
/// Code that calls while its link is gone: it has calls, a sequence, reports and events under way when that begins, makes further calls
/// meanwhile, and knows nothing of links.
/// </summary>
internal sealed class Outage : IAsyncDisposable
{
    private const int Items = 100;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly TestServer _server;
    private readonly FaultyProxy _proxy;
    private readonly ObjectClient _client;
    private readonly ITally _tally;
    private readonly ITally _orderly;
    private readonly List<int> _numbers = [];
    private readonly List<int> _reports = [];
    private readonly List<long> _heard = [];
    private readonly List<Task<long>> _made = [];
    private readonly Task<long>[] _waiting;
    private readonly Task _reading;
    private readonly Task<int> _reporting;
    private readonly byte[] _bytes = new byte[5_000_000];
    private readonly Task<byte[]> _inverting;
    private int _number;

    private Outage(TestServer server, FaultyProxy proxy, ObjectClient client, ITally tally, ITally orderly)
    {
        _server = server;
        _proxy = proxy;
        _client = client;
        _tally = tally;
        _orderly = orderly;
        new Random(5).NextBytes(_bytes);
        tally.Counted += _heard.Add;
        _waiting = [.. Enumerable.Range(1, 5).Select(number => tally.AddLaterAsync(1, number))];
        _reading = Task.Run(async () =>
        {
            await foreach (int number in tally.NumbersAsync(Items)) _numbers.Add(number);
        });
        _reporting = tally.ReportAsync(Items, new InlineProgress<int>(_reports.Add));
        _inverting = tally.InvertAsync(_bytes);
    }

    /// <summary>How often the client has come back by another link.</summary>
    public long Returns => _client.Statistics.Reconnects;

    /// <summary>The links that are taken away.</summary>
    public FaultyProxy Proxy => _proxy;

    /// <summary>Starts a server, and a client with calls under way.</summary>
    /// <param name="options">The client's.</param>
    /// <param name="unixSocket">They meet on a Unix socket.</param>
    /// <param name="socketLink">By the socket link.</param>
    /// <param name="configure">The server's options.</param>
    public static async Task<Outage> BeginAsync(ObjectClientOptions options, bool unixSocket, bool socketLink, Action<ObjectServerOptions>? configure = null)
    {
        TestServer server = await TestServer.StartAsync(
            builder => builder.AddType<ITally, Tally>("tally").AddType<ITally, OrderlyTally>("orderly"), configure, unixSocket, socketLink);
        var proxy = FaultyProxy.Start(server.Address);
        ObjectClient client = await ObjectClient.ConnectAsync(proxy.Address, options);
        ITally tally = await client.CreateAsync<ITally>([], new CreateOptions { Type = "tally" });
        var outage = new Outage(server, proxy, client, tally, await client.CreateAsync<ITally>([], new CreateOptions { Type = "orderly" }));
        await Eventually.SoAsync(() => outage is { _numbers.Count: Items / 2 - 1, _reports.Count: Items / 2 - 1 });
        Assert.Equal(5, await Task.Run(() => tally.Count));
        return outage;
    }

    /// <summary>Makes one more call, now and then on a thread that waits for it.</summary>
    public void Call()
    {
        int number = ++_number;
        _made.Add(number % 10 == 0
            ? Task.Factory.StartNew(() => _tally.Add(2, number), TaskCreationOptions.LongRunning)
            : _orderly.AddAsync(1, number - (number / 10)));
    }

    /// <summary>Sees that none of what is made now has ended.</summary>
    public void AssertWaits()
    {
        Assert.All(_made, call => Assert.False(call.IsCompleted));
        Assert.All(_waiting, call => Assert.False(call.IsCompleted));
        Assert.False(_reading.IsCompleted || _reporting.IsCompleted);
    }

    /// <summary>Sees that all ends as if nothing had been.</summary>
    public async Task AssertGoesOnAsync()
    {
        await _tally.OpenAsync().WaitAsync(Guard);
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll(_waiting).WaitAsync(Guard)).Order());
        await Task.WhenAll(_made).WaitAsync(Guard);
        Assert.Equal(Items, await _reporting.WaitAsync(Guard));
        await _reading.WaitAsync(Guard);
        Assert.Equal(Enumerable.Range(1, Items), _reports);
        Assert.Equal(Enumerable.Range(1, Items), _numbers);
        byte[] inverted = await _inverting.WaitAsync(Guard);
        Assert.True(_bytes.AsSpan().SequenceEqual(Array.ConvertAll(inverted, one => (byte)~one)));
        await _tally.RaiseAsync(3).WaitAsync(Guard);
        await Eventually.EqualAsync(3, () => _heard.Count);
        Assert.Equal(5 + (_number / 10), await Task.Run(() => _tally.Count).WaitAsync(Guard));
        Assert.Equal(_number - (_number / 10), await Task.Run(() => _orderly.Count).WaitAsync(Guard));
        Assert.Empty(_tally.Faults.Concat(_orderly.Faults));
        await Eventually.EqualAsync(1L, () => Returns);
        Assert.Equal(1, _server.Sessions.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }
}
