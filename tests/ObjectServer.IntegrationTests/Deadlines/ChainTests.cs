using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>What ends a call ends the calls that its code has made, on whatever side; one small subclass for each link.</summary>
public abstract class ChainTests(bool unixSocket = false, bool socketLink = false, int blockingReaders = 64) : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ManualTimeProvider _clock = new();
    private readonly Hop _first = new();
    private readonly Hop _second = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private ObjectClient _other = null!;
    private IHop _start = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IHop>("first", _first, ObjectConcurrency.Concurrent).AddObject<IHop>("second", _second, ObjectConcurrency.Concurrent).AddType<IShelf, Shelf>("shelf"),
            options => options.BlockingReaders = blockingReaders,
            unixSocket,
            socketLink);
        _client = await _server.ConnectAsync(new ObjectClientOptions { TimeProvider = _clock });
        _other = await _server.ConnectAsync();
        _start = await _client.GetAsync<IHop>("first");
    }

    public async Task DisposeAsync()
    {
        foreach (Hop hop in (Hop[])[_first, _second]) hop.Open(100);
        await _client.DisposeAsync();
        await _other.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "P-18")]
    public async Task Cancellation_OverSeveralHops_ReachesTheLast()
    {
        (IHop[] others, Hop there, Hop here) = await HopsAsync();
        using var cancel = new CancellationTokenSource();
        Task call = _start.StartAsync(others, cancel.Token);
        await here.BegunAsync(Guard);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        await here.CancelledAsync(Guard);
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Equal(CallOutcome.Executed, thrown.GetCallOutcome());
        foreach (Hop hop in (Hop[])[_first, there, _second]) Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(hop.Failures));
    }

    [Fact]
    [Trait("Conformance", "P-18")]
    public async Task TimeLimit_OverSeveralHops_ReachesTheLast()
    {
        (IHop[] others, _, Hop here) = await HopsAsync();
        Task call = _client.WithTimeout(_start, Limit).PassAsync(others);
        await here.BegunAsync(Guard);

        _clock.Advance(Limit);

        await here.CancelledAsync(Guard);
        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Executed, thrown.GetCallOutcome());
    }

    [Fact]
    public async Task EndOfTheSession_ReachesTheCallsOfItsCalls()
    {
        var there = new Hop();
        await LendAsync(there);
        Task call = _start.PassAsync([await _client.GetAsync<IHop>("second"), await BorrowedAsync(_client)]);
        await there.BegunAsync(Guard);

        await _client.DisposeAsync();

        await there.CancelledAsync(Guard);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => call.WaitAsync(Guard));
    }

    [Fact]
    public async Task EndOfTheCalledSession_ReachesTheCallsOfItsCallbacks()
    {
        var there = new Hop();
        await LendAsync(there);
        var here = new Hop();
        Task call = _start.PassAsync([await BorrowedAsync(_client), here]);
        await here.BegunAsync(Guard);

        await _other.DisposeAsync();

        await here.CancelledAsync(Guard);
        var thrown = await Assert.ThrowsAsync<RemoteInvocationException>(() => call.WaitAsync(Guard));
        Assert.Contains(nameof(OutcomeUnknownException), thrown.RemoteTypeName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_ThatHasBeenTold_MayTidyUp()
    {
        var here = new Hop();
        Task call = _client.WithTimeout(_start, Limit).WaitAndTidyAsync(here);
        await here.BegunAsync(Guard);

        _clock.Advance(Limit);

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        await Eventually.SoAsync(() => here.Notes.Contains("tidied"));
    }

    [Fact]
    public async Task Code_ThatHasNoCallUnderWay_IsToldByTheNext()
    {
        var here = new Hop();
        Task call = _client.WithTimeout(_start, Limit).RepeatAsync(here);
        await _first.BegunAsync(Guard);
        _first.Open(1);
        await _first.BegunAsync(Guard);

        _clock.Advance(Limit);
        _clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        await CancelHasArrivedAsync();
        _first.Open(1);

        await Eventually.SoAsync(() => !_first.Failures.IsEmpty);
        Assert.Equal(CallOutcome.NotSent, Assert.IsAssignableFrom<OperationCanceledException>(Assert.Single(_first.Failures)).GetCallOutcome());
        Assert.Equal(2, here.Notes.Count);
    }

    [Fact]
    public async Task Call_ThatIsLeftBehind_GoesOn()
    {
        var here = new Hop();
        using var cancel = new CancellationTokenSource();
        await _start.LeaveBehindAsync(here).WaitAsync(Guard);
        await here.BegunAsync(Guard);

        Assert.Empty(_first.Failures);
        Assert.Equal(1, _client.Session.Served.Running);
    }

    // Behind the cancel, on the same lane.
    private async Task CancelHasArrivedAsync()
    {
        using var cancel = new CancellationTokenSource();
        Task call = _start.WaitAsync(cancel.Token);
        await _first.BegunAsync(Guard);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
    }

    // first (server) → there (the other client) → second (server) → here (this client).
    private async Task<(IHop[] Others, Hop There, Hop Here)> HopsAsync()
    {
        var there = new Hop();
        var here = new Hop();
        await LendAsync(there);
        return ([await BorrowedAsync(_client), await _client.GetAsync<IHop>("second"), here], there, here);
    }

    private async Task LendAsync(Hop hop) => await (await _other.GetOrCreateAsync<IShelf>("shelf")).KeepAsync(hop);

    private static async Task<IHop> BorrowedAsync(ObjectClient client) => await (await client.GetOrCreateAsync<IShelf>("shelf")).TakeAsync();
}
