using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>Links that break under a session: calling code sees nothing but a longer call. One small subclass for each link.</summary>
public abstract class ResumeTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private FaultyProxy _proxy = null!;
    private ObjectClient _client = null!;
    private ITally _tally = null!;
    private ITally _orderly = null!;

    protected virtual bool UnixSocket => false;

    protected virtual bool SocketLink => false;

    protected virtual int BlockingReaders => new ObjectServerOptions().BlockingReaders;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(server => server.AddType<ITally, Tally>("tally").AddType<ITally, OrderlyTally>("orderly"), Configure, UnixSocket, SocketLink);
        _proxy = FaultyProxy.Start(_server.Address);
        _client = await ObjectClient.ConnectAsync(_proxy.Address);
        _tally = await _client.CreateAsync<ITally>([], new CreateOptions { Type = "tally" });
        _orderly = await _client.CreateAsync<ITally>([], new CreateOptions { Type = "orderly" });

        void Configure(ObjectServerOptions options)
        {
            options.BlockingReaders = BlockingReaders;
            options.HeartbeatInterval = TimeSpan.FromMilliseconds(400);
        }
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _proxy.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task CallsUnderWay_WhenTheLinkBreaks_RunOnceAndGoOn()
    {
        Task<long>[] calls = [.. Enumerable.Range(1, 5).Select(number => _tally.AddLaterAsync(1, number))];
        await Eventually.EqualAsync(5, () => _tally.Count);

        _proxy.Cut();
        await ReturnedAsync(1);
        await _tally.OpenAsync().WaitAsync(Guard);

        long[] counts = await Task.WhenAll(calls).WaitAsync(Guard);
        Assert.Equal([1, 2, 3, 4, 5], counts.Order());
        await AssertCountAsync(5);
        Assert.Equal(1, _client.Statistics.Reconnects);
        Assert.Equal(1, _server.Sessions.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CallsMade_WhileThereIsNoLink_RunWhenThereIsOneAgain(bool synchronous)
    {
        Assert.Equal(1, _orderly.Add(1, 1));
        await _proxy.DownAsync();

        Task<long>[] calls = [.. Enumerable.Range(2, 20).Select(number => synchronous && number == 21
            ? Task.Factory.StartNew(() => _orderly.Add(1, number), TaskCreationOptions.LongRunning)
            : _orderly.AddAsync(1, number))];
        Assert.All(calls, call => Assert.False(call.IsCompleted));
        _proxy.Up();

        Assert.Equal(Enumerable.Range(2, 20).Select(count => (long)count), await Task.WhenAll(calls).WaitAsync(Guard));
        await AssertCountAsync(21, _orderly);
    }

    [Fact]
    public async Task SynchronousCall_UnderWayWhenTheLinkBreaks_GetsItsAnswer()
    {
        var caller = Task.Factory.StartNew(() => _tally.AddLaterAsync(1, 1).GetAwaiter().GetResult(), TaskCreationOptions.LongRunning);
        var reader = Task.Factory.StartNew(
            () =>
            {
                for (int number = 1; number <= 2000; number++) _tally.Add(2, number);
            },
            TaskCreationOptions.LongRunning);
        await Eventually.SoAsync(() => _tally.Count > 100);

        _proxy.Cut();
        await ReturnedAsync(1);
        await _tally.OpenAsync().WaitAsync(Guard);

        await caller.WaitAsync(Guard);
        await reader.WaitAsync(Guard);
        await AssertCountAsync(2001);
    }

    [Fact]
    public async Task Link_ThatCarriesNothingAnyMore_IsReplaced()
    {
        await _tally.AddAsync(1, 1).WaitAsync(Guard);

        _proxy.Stall();
        Task<long> call = _tally.AddAsync(1, 2);

        Assert.Equal(2, await call.WaitAsync(Guard));
        await ReturnedAsync(1);
        Assert.InRange(_client.Statistics.Reconnects, 1, 5);
        await AssertCountAsync(2);
    }

    [Fact]
    public async Task Link_ThatIsClosedOneWay_IsReplaced()
    {
        await _tally.AddAsync(1, 1).WaitAsync(Guard);

        _proxy.HalfClose();

        Assert.Equal(2, await _tally.AddAsync(1, 2).WaitAsync(Guard));
        await AssertCountAsync(2);
    }

    [Fact]
    public async Task Reports_OfACallUnderWay_ArriveOnceAndInOrder()
    {
        var reports = new List<int>();
        Task<int> call = _tally.ReportAsync(100, new InlineProgress<int>(reports.Add));
        await Eventually.EqualAsync(49, () => reports.Count);

        _proxy.Cut();
        await ReturnedAsync(1);
        await _tally.OpenAsync().WaitAsync(Guard);

        Assert.Equal(100, await call.WaitAsync(Guard));
        Assert.Equal(Enumerable.Range(1, 100), reports);
    }

    [Fact]
    public async Task Sequence_UnderWay_GoesOnWhereItWas()
    {
        var numbers = new List<int>();
        Task reading = Task.Run(async () =>
        {
            await foreach (int number in _tally.NumbersAsync(100)) numbers.Add(number);
        });
        await Eventually.EqualAsync(49, () => numbers.Count);

        _proxy.Cut();
        await ReturnedAsync(1);
        await _tally.OpenAsync().WaitAsync(Guard);

        await reading.WaitAsync(Guard);
        Assert.Equal(Enumerable.Range(1, 100), numbers);
    }

    [Fact]
    public async Task Events_RaisedWhileThereIsNoLink_ArriveOnceAndInOrder()
    {
        var heard = new List<long>();
        _tally.Counted += heard.Add;
        await using ObjectClient other = await ObjectClient.ConnectAsync(_server.Address);
        ITally same = await other.AttachAsync<ITally>(_client.ReferenceOf(_tally));
        await _proxy.DownAsync();

        // Fewer than may be on their way or wait.
        await same.RaiseAsync(1000).WaitAsync(Guard);
        _proxy.Up();

        await Eventually.EqualAsync(1000, () => heard.Count);
        await _tally.AddAsync(1, 1).WaitAsync(Guard);
        Assert.Equal(Enumerable.Range(1, 1000).Select(number => (long)number), heard);
        Assert.Equal(0, _client.Statistics.EventsLost);
    }

    [Fact]
    public async Task Events_BeyondTheBound_AreCountedAndTold()
    {
        var told = new List<Lagged>();
        await using ObjectClient slow = await ObjectClient.ConnectAsync(_proxy.Address, new ObjectClientOptions { Lagged = told.Add });
        ITally tally = await slow.AttachAsync<ITally>(_client.ReferenceOf(_tally));
        var heard = new List<long>();
        tally.Counted += heard.Add;
        await using ObjectClient other = await ObjectClient.ConnectAsync(_server.Address);
        ITally same = await other.AttachAsync<ITally>(_client.ReferenceOf(_tally));
        await _proxy.DownAsync();

        // 256 on their way, 1,024 that wait.
        await same.RaiseAsync(2000).WaitAsync(Guard);
        _proxy.Up();

        await Eventually.EqualAsync(256 + 1024, () => heard.Count);
        await Eventually.EqualAsync(720, () => slow.Statistics.EventsLost);
        Lagged lagged = Assert.Single(told);
        Assert.Equal(720, lagged.Events);
        Assert.Equal(_client.ReferenceOf(_tally).ObjectId, lagged.Source?.ObjectId);
        Assert.Equal(Enumerable.Range(1, 256).Concat(Enumerable.Range(977, 1024)).Select(number => (long)number), heard);
    }

    [Fact]
    public async Task LargeValues_BothWays_ArriveWholeWhateverBreaksOnTheWay()
    {
        byte[] bytes = new byte[40_000_000];
        new Random(7).NextBytes(bytes);
        Task<byte[]> call = _tally.InvertAsync(bytes);

        for (int i = 1; i <= 5; i++)
        {
            long sent = _client.Statistics.BytesSent + _client.Statistics.BytesReceived;
            await Eventually.SoAsync(() => call.IsCompleted || _client.Statistics.BytesSent + _client.Statistics.BytesReceived > sent + 5_000_000);
            _proxy.Cut();
            await ReturnedAsync(i);
        }

        byte[] inverted = await call.WaitAsync(Guard);
        Assert.True(bytes.AsSpan().SequenceEqual(Array.ConvertAll(inverted, one => (byte)~one)));
    }

    [Fact]
    public async Task Callback_UnderWay_RunsOnceAndIsAnswered()
    {
        var answerer = new Answerer();
        Task<int> call = _tally.AskAsync(answerer, 21);
        await answerer.Asked.WaitAsync(Guard);

        _proxy.Cut();
        await ReturnedAsync(1);
        answerer.Let();

        Assert.Equal(42, await call.WaitAsync(Guard));
        Assert.Equal(1, answerer.Times);
    }

    [Fact]
    public async Task Cancelling_WhileThereIsNoLink_ReachesTheCallWhenThereIsOne()
    {
        using var cancel = new CancellationTokenSource();
        IAsyncEnumerator<int> numbers = _tally.NumbersAsync(4).GetAsyncEnumerator(cancel.Token);
        Assert.True(await numbers.MoveNextAsync().AsTask().WaitAsync(Guard));
        ValueTask<bool> next = numbers.MoveNextAsync();
        await _proxy.DownAsync();

        await cancel.CancelAsync();
        _proxy.Up();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.AsTask().WaitAsync(Guard));
        await numbers.DisposeAsync();
    }

    [Fact]
    public async Task Client_ThatIsDisposedOf_EndsItsSessionAtOnce()
    {
        ObjectClient other = await ObjectClient.ConnectAsync(_proxy.Address);
        Assert.Equal(2, _server.Sessions.Count);

        await other.DisposeAsync();

        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
    }

    private Task ReturnedAsync(int times) => Eventually.SoAsync(() => _client.Statistics.Reconnects >= times);

    private async Task AssertCountAsync(long count, ITally? tally = null)
    {
        tally ??= _tally;
        Assert.Equal(count, await Task.Run(() => tally.Count).WaitAsync(Guard));
        Assert.Empty(tally.Faults);
    }
}
