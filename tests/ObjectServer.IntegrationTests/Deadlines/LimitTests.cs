using System.Runtime.CompilerServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>Time limits of proxies, members and clients; one small subclass for each link.</summary>
public abstract class LimitTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(200);

    // What a call may still take to say what became of it.
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly ManualTimeProvider _clock = new();
    private readonly Hop _hop = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IHop _proxy = null!;
    private IHop _limited = null!;
    private int _idleTimers;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IHop>("hop", _hop, ObjectConcurrency.Concurrent).AddType<IShelf, Shelf>("shelf"),
            options => options.BlockingReaders = blockingReaders,
            unixSocket,
            socketLink);
        _client = await _server.ConnectAsync(new ObjectClientOptions { TimeProvider = _clock, DefaultTimeout = DefaultLimit });
        _proxy = await _client.GetAsync<IHop>("hop");
        _limited = _client.WithTimeout(_proxy, Limit);
        _idleTimers = _clock.Timers;
    }

    public async Task DisposeAsync()
    {
        _hop.Open(100);
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "P-18")]
    public async Task Call_OfALimitedProxy_TimesOutAtItsLimit() => await AssertLimitAsync(_limited.WaitDeafAsync, Limit);

    [Fact]
    [Trait("Conformance", "P-18")]
    public async Task SynchronousCall_OfALimitedProxy_TimesOutAtItsLimit() => await AssertLimitAsync(() => OnThread(_limited.WaitDeaf), Limit);

    [Fact]
    public async Task Call_OfTheFirstProxy_KeepsTheClientsLimit() => await AssertLimitAsync(_proxy.WaitDeafAsync, DefaultLimit);

    [Fact]
    public async Task Call_OfAMemberWithALimit_HasThat() => await AssertLimitAsync(_limited.WaitAMinuteAsync, TimeSpan.FromSeconds(60));

    [Fact]
    public async Task Call_WithoutLimit_OutlastsTheClients()
    {
        IHop patient = _client.WithTimeout(_limited, Timeout.InfiniteTimeSpan);
        Task<int> call = patient.WaitDeafAsync();
        await _hop.BegunAsync(Guard);

        _clock.Advance(DefaultLimit * 10);
        _hop.Open(1);

        Assert.Equal(7, await call.WaitAsync(Guard));
    }

    [Fact]
    public async Task Call_ThatEndsInTime_LeavesNoTimer()
    {
        int timers = _clock.Timers;
        Task<int> call = _limited.WaitDeafAsync();
        await _hop.BegunAsync(Guard);
        Assert.Equal(timers + 1, _clock.Timers);

        _hop.Open(1);

        Assert.Equal(7, await call.WaitAsync(Guard));
        await Eventually.EqualAsync(timers, () => _clock.Timers);
    }

    [Fact]
    public async Task Delegate_WithALimit_TimesOutAtIt()
    {
        Func<Task<int>> waiter = _client.WithTimeout(_proxy.Waiter(), Limit);

        await AssertLimitAsync(() => waiter(), Limit);
    }

    [Fact]
    public async Task DynamicProxy_WithALimit_TimesOutAtIt()
    {
        object known = await _client.GetDynamicAsync("hop");
        dynamic limited = _client.WithTimeout(known, Limit);

        Assert.True(known.Equals((object)limited));
        await AssertLimitAsync(() => (Task)limited.WaitDeafAsync(), Limit);
    }

    [Fact]
    public async Task Steps_OfASequence_HaveEachTheLimit()
    {
        await using IAsyncEnumerator<int> items = _limited.CountAsync().GetAsyncEnumerator();
        await AssertStepsAsync(async () => Assert.True(await items.MoveNextAsync()), async () => await items.MoveNextAsync());
    }

    [Fact]
    public async Task Steps_OfADynamicSequence_HaveEachTheLimit()
    {
        object known = await _client.GetDynamicAsync("hop");
        dynamic limited = _client.WithTimeout(known, Limit);
        IAsyncEnumerable<int> counted = limited.CountAsync();
        await using IAsyncEnumerator<int> items = counted.GetAsyncEnumerator();
        await AssertStepsAsync(async () => Assert.True(await items.MoveNextAsync()), async () => await items.MoveNextAsync());
    }

    [Fact]
    public async Task Steps_OfAStream_HaveEachTheLimit()
    {
        Stream stream = _limited.Open();
        byte[] buffer = new byte[10];
        await AssertStepsAsync(async () => Assert.Equal(1, await stream.ReadAsync(buffer)), async () => _ = await stream.ReadAsync(buffer));
        _hop.Open(1);
        await stream.DisposeAsync();
    }

    [Fact]
    public async Task LimitedProxy_IsTheSameObject()
    {
        Assert.Equal(_proxy, _limited);
        Assert.Equal(_proxy.GetHashCode(), _limited.GetHashCode());
        Assert.Equal(_client.ReferenceOf(_proxy), _client.ReferenceOf(_limited));
        IShelf shelf = await _client.CreateAsync<IShelf>();
        await shelf.KeepAsync(_limited);
        Assert.Same(_proxy, await shelf.TakeAsync());
    }

    [Fact]
    public async Task LimitedProxy_HoldsTheObjectAsLongAsItLives()
    {
        IShelf limited = await LimitedOnlyAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        await _client.ListAsync();

        await limited.KeepAsync(_proxy);
        Assert.Same(_proxy, await limited.TakeAsync());
    }

    [Fact]
    public async Task LimitedProxy_Released_LeavesTheFirstOne()
    {
        IShelf shelf = await _client.CreateAsync<IShelf>();
        IShelf limited = _client.WithTimeout(shelf, Limit);

        await _client.ReleaseAsync(limited);

        await Assert.ThrowsAsync<ObjectGoneException>(() => limited.TakeAsync());
        Assert.Throws<ObjectGoneException>(() => _client.WithTimeout(limited, Limit));
        await shelf.KeepAsync(_proxy);
        await _client.ReleaseAsync(shelf);
        await Assert.ThrowsAsync<ObjectGoneException>(() => shelf.TakeAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-20_000)]
    [InlineData(long.MaxValue)]
    public void Limit_OutOfRange_IsRefused(long ticks) =>
        Assert.Equal("timeout", Assert.Throws<ArgumentOutOfRangeException>(() => _client.WithTimeout(_proxy, new TimeSpan(ticks))).ParamName);

    [Fact]
    public void WithTimeout_OfWhatIsNoProxy_IsRefused()
    {
        Assert.Throws<ArgumentNullException>(() => _client.WithTimeout<IHop>(null!, Limit));
        Assert.Throws<ArgumentException>(() => _client.WithTimeout<IHop>(_hop, Limit));
    }

    private static Task OnThread(Func<int> call) =>
        Task.Factory.StartNew(() => { call(); }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<IShelf> LimitedOnlyAsync() => _client.WithTimeout(await _client.CreateAsync<IShelf>(), Limit);

    private async Task AssertLimitAsync(Func<Task> start, TimeSpan limit)
    {
        Task call = start();
        await _hop.BegunAsync(Guard);

        // The timer is set when the call has been sent.
        await Eventually.SoAsync(() => _clock.Timers > _idleTimers);
        _clock.Advance(limit - TimeSpan.FromTicks(1));
        bool early = call.IsCompleted;
        _clock.Advance(TimeSpan.FromTicks(1));
        bool atOnce = call.IsCompleted;
        _clock.Advance(Moment);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal((false, false), (early, atOnce));
        Assert.EndsWith($"did not answer within {limit}. It may still run.", thrown.Message, StringComparison.Ordinal);
        Assert.Equal(CallOutcome.Unknown, thrown.GetCallOutcome());
    }

    private async Task AssertStepsAsync(Func<Task> step, Func<Task> last)
    {
        for (int i = 0; i < 3; i++)
        {
            Task next = step();
            await _hop.BegunAsync(Guard);
            _clock.Advance(Limit - TimeSpan.FromSeconds(1));
            _hop.Open(1);
            await next.WaitAsync(Guard);
        }

        Task over = last();
        await _hop.BegunAsync(Guard);
        await Eventually.SoAsync(() => _clock.Timers > _idleTimers);
        _clock.Advance(Limit);
        _clock.Advance(Moment);
        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => over.WaitAsync(Guard));
        Assert.Contains($"did not answer within {Limit}.", thrown.Message, StringComparison.Ordinal);
    }
}
