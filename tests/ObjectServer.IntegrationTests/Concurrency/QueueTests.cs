using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.Unary;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Concurrency;

/// <summary>The queue of a serialized object: bounded, visible, and whoever waits in vain learns what for.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private const int Most = 2;

    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly ManualTimeProvider _clock = new();
    private readonly Room _room = new();
    private TestServer _server = null!;
    private ObjectClient _holder = null!;
    private ObjectClient _client = null!;
    private IRoom _mine = null!;
    private IRoom _theirs = null!;

    private int Waiting => _server.Objects.Find(_client.ReferenceOf(_mine).ObjectId)!.Gate!.Waiting;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IRoom>("room", _room),
            options => options.MaxWaitingCalls = Most,
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _holder = await _server.ConnectAsync(new ObjectClientOptions { ClientName = "holder" });
        _client = await _server.ConnectAsync(new ObjectClientOptions { TimeProvider = _clock });
        _theirs = await _holder.GetAsync<IRoom>("room");
        _mine = await _client.GetAsync<IRoom>("room");
    }

    public async Task DisposeAsync()
    {
        _room.Open();
        await _client.DisposeAsync();
        await _holder.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Call_BeyondTheLimit_IsRefusedAtOnceAndDoesNotRun()
    {
        Task staying = await StayAsync();
        Task<int>[] waiting = await FillAsync();

        var thrown = await Assert.ThrowsAsync<LimitExceededException>(() => _mine.VisitAsync().WaitAsync(Guard));
        var blocking = await Assert.ThrowsAsync<LimitExceededException>(() => Task.Run(_mine.VisitInTime).WaitAsync(Guard));

        Assert.Equal(("ObjectServerOptions.MaxWaitingCalls", 2L, 3L), (thrown.LimitName, thrown.Limit, thrown.Requested));
        Assert.Contains("2 calls wait", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("StayAsync", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("VisitInTime", blocking.Message, StringComparison.Ordinal);
        _room.Open();
        int[] visits = await Task.WhenAll(waiting).WaitAsync(Guard);
        Assert.Equal([1, 2], visits);
        await staying.WaitAsync(Guard);
        Assert.Equal(2, _mine.Visits);
    }

    [Fact]
    public async Task Call_ThatIsRefused_HoldsOnToNothing()
    {
        await StayAsync();
        await FillAsync();

        await Assert.ThrowsAsync<LimitExceededException>(() => _mine.VisitWithAsync(new Room()).WaitAsync(Guard));

        await Eventually.EqualAsync(0, () => _client.Session.Served.Home.Objects.Count);
    }

    [Fact]
    public async Task PlaceOfACallThatIsCancelled_IsFreeAtOnce()
    {
        await StayAsync();
        using var cancel = new CancellationTokenSource();
        Task<int> first = _mine.VisitAsync(cancel.Token);
        Task<int> second = _mine.VisitAsync();
        await Eventually.EqualAsync(Most, () => Waiting);

        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Guard));
        Assert.Equal(1, Waiting);

        await AssertOneFitsAsync(second);
    }

    [Fact]
    public async Task PlaceOfACallWhoseTimeIsOver_IsFreeAtOnce()
    {
        await StayAsync();
        Task<int> first = _mine.VisitInTimeAsync();
        Task<int> second = _mine.VisitAsync();
        await Eventually.EqualAsync(Most, () => Waiting);

        _clock.Advance(Limit);
        await Assert.ThrowsAsync<TimeoutException>(() => first.WaitAsync(Guard));
        Assert.Equal(1, Waiting);

        await AssertOneFitsAsync(second);
    }

    [Fact]
    public async Task PlacesOfASessionThatEnds_AreFreeAtOnce()
    {
        await StayAsync();
        ObjectClient other = await _server.ConnectAsync();
        IRoom room = await other.GetAsync<IRoom>("room");
        Task<int> lost = room.VisitAsync();
        Task<int> second = _mine.VisitAsync();
        await Eventually.EqualAsync(Most, () => Waiting);

        await other.DisposeAsync();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => lost.WaitAsync(Guard));
        await Eventually.EqualAsync(1, () => Waiting);

        await AssertOneFitsAsync(second);
    }

    [Fact]
    public async Task List_ShowsHowManyWaitAndForHowLong()
    {
        SharedObjectInfo idle = Assert.Single(await _client.ListAsync());
        await StayAsync();
        _ = _mine.VisitAsync();
        await Eventually.EqualAsync(1, () => Waiting);
        _clock.Advance(TimeSpan.FromSeconds(90));
        _ = _mine.VisitAsync();
        await Eventually.EqualAsync(2, () => Waiting);
        _clock.Advance(TimeSpan.FromMilliseconds(1500));

        SharedObjectInfo busy = Assert.Single(await _client.ListAsync());
        using UnaryClient unary = await UnaryClient.OpenAsync(_server);
        ObjectInfo seen = Assert.Single((await unary.Stub.ListAsync(new ListRequest(), unary.Options)).Objects);

        Assert.Equal((0, TimeSpan.Zero), (idle.Waiting, idle.LongestWait));
        Assert.Equal((2, TimeSpan.FromSeconds(91.5)), (busy.Waiting, busy.LongestWait));
        Assert.Equal((2u, 91_500ul), (seen.Waiting, seen.LongestWaitMs));
    }

    [Fact]
    public async Task SynchronousCall_WhoseTimeIsOverWhileItWaits_SaysWhoIsInside()
    {
        await StayAsync();
        var clock = new ManualTimeProvider();
        await using ObjectClient hurried = await _server.ConnectAsync(new ObjectClientOptions { TimeProvider = clock });
        IRoom room = await hurried.GetAsync<IRoom>("room");
        int timers = clock.Timers;
        Task<int> call = Task.Run(room.VisitInTime);
        await Eventually.EqualAsync((1, timers + 1), () => (Waiting, clock.Timers));

        clock.Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Matches(@"inside is .*IRoom::StayAsync\(\).*, called by the client holder \(process", thrown.Message);
    }

    [Fact]
    public async Task Call_WhoseTimeIsOverWhileItWaits_SaysWhoIsInside()
    {
        await StayAsync();
        _clock.Advance(TimeSpan.FromSeconds(60));
        Task<int> call = _mine.VisitInTimeAsync();
        await Eventually.EqualAsync(1, () => Waiting);

        _clock.Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Contains("did not answer within 00:00:05.", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("It had waited 5.0 s", thrown.Message, StringComparison.Ordinal);
        Assert.Matches(@"inside is .*IRoom::StayAsync\(\).*, called by the client holder \(process", thrown.Message);
        Assert.Contains($"(process {Environment.ProcessId})", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("for 65.0 s, since 00:00:00 UTC", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_CancelledWhileItWaits_SaysWhoIsInside()
    {
        await StayAsync();
        using var cancel = new CancellationTokenSource();
        Task<int> call = _mine.VisitAsync(cancel.Token);
        await Eventually.EqualAsync(1, () => Waiting);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        Assert.Equal(cancel.Token, thrown.CancellationToken);
        Assert.Matches(@"inside is .*IRoom::StayAsync\(\).*, called by the client holder \(process", thrown.Message);
    }

    [Fact]
    public async Task Call_WhoseTimeIsOverBehindReaders_NamesThem()
    {
        _ = _theirs.LookAroundAsync();
        _ = _mine.LookAroundAsync();
        await _room.EnteredAsync(Guard);
        await _room.EnteredAsync(Guard);
        Task<int> call = _mine.VisitInTimeAsync();
        await Eventually.EqualAsync(1, () => Waiting);

        _clock.Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(3, thrown.Message.Split("LookAroundAsync()").Length);
        Assert.Contains("the client holder", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnaryCall_WhoseTimeIsOverWhileItWaits_SaysWhoIsInside()
    {
        using UnaryClient unary = await UnaryClient.OpenAsync(_server);
        ulong id = (await unary.Stub.GetAsync(new GetRequest { Name = "room" }, unary.Options)).Reference.Object;
        Task<Value> inside = unary.InvokeAsync(id, "StayAsync");
        await _room.EnteredAsync(Guard);
        var request = new InvokeRequest { Object = id, Member = "VisitAsync", TimeoutMs = 1000 };
        Task<Failure> failing = Failure.OfAsync(() => unary.Stub.InvokeAsync(request, unary.Options).ResponseAsync);
        await Eventually.EqualAsync(1, () => Waiting);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Failure failure = await failing.WaitAsync(Guard);
        Assert.Equal(ErrorCode.Deadline, failure.Error.Code);
        Assert.Matches(@"inside is .*IRoom::StayAsync\(\).*, called by the client test of the unary service, for 1\.0 s", failure.Error.Message);
        _room.Open();
        await inside.WaitAsync(Guard);
        await _server.UnaryIdleAsync();
    }

    [Fact]
    public async Task Call_ThatRunsWhenItsTimeIsOver_EndsWithoutAnAnswerAMomentLater()
    {
        Task call = _mine.StayInTimeAsync();
        await _room.EnteredAsync(Guard);

        _clock.Advance(Limit);
        bool atOnce = call.IsCompleted;
        _clock.Advance(TimeSpan.FromMilliseconds(250));

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.False(atOnce);
        Assert.EndsWith("did not answer within 00:00:05. It may still run.", thrown.Message, StringComparison.Ordinal);
        Assert.Null(thrown.InnerException);
    }

    [Fact]
    public async Task Call_WhoseAnswerComesBehindItsTime_HasTimedOutAllTheSame()
    {
        Task call = _mine.StayInTimeAsync();
        await _room.EnteredAsync(Guard);

        _clock.Advance(Limit);
        _room.Open();

        await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
    }

    private async Task<Task> StayAsync()
    {
        Task staying = _theirs.StayAsync();
        await _room.EnteredAsync(Guard);
        return staying;
    }

    private async Task<Task<int>[]> FillAsync()
    {
        Task<int>[] waiting = [.. Enumerable.Range(0, Most).Select(_ => _mine.VisitAsync())];
        await Eventually.EqualAsync(Most, () => Waiting);
        return waiting;
    }

    private async Task AssertOneFitsAsync(Task<int> waiting)
    {
        Task<int> other = _mine.VisitAsync();
        await Eventually.EqualAsync(Most, () => Waiting);
        _room.Open();
        int[] visits = await Task.WhenAll(waiting, other).WaitAsync(Guard);
        Assert.Equal([1, 2], visits);
    }
}
