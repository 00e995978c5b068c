using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Objects;
using ObjectServer.Service;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>What ends a call of the unary service before its member does.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _clock = new();
    private readonly Waiter _waiter = new();
    private TestServer _server = null!;
    private UnaryClient _client = null!;
    private ulong _id;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IWaiter>("waiter", _waiter),
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _client = await UnaryClient.OpenAsync(_server);
        _id = (await _client.Stub.GetAsync(new GetRequest { Name = "waiter" }, _client.Options)).Reference.Object;
    }

    public async Task DisposeAsync()
    {
        // While something runs, a server that stops looks again and again by its clock, which stands still here.
        _waiter.Release();
        await _server.UnaryIdleAsync();
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Cancellation_ByTheClient_ReachesTheMember()
    {
        using var cancel = new CancellationTokenSource();
        Task call = InvokeAsync("WaitAsync", cancel: cancel.Token);
        await _waiter.BegunAsync().WaitAsync(Guard);

        await cancel.CancelAsync();

        RpcException thrown = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(Guard));
        Assert.Equal(StatusCode.Cancelled, thrown.StatusCode);
        await _waiter.CancelledAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Deadline_OfTheRequest_ReachesTheMember()
    {
        CallOptions options = new(_client.Headers, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        Task call = _client.Stub.InvokeAsync(new InvokeRequest { Object = _id, Member = "WaitAsync" }, options).ResponseAsync;

        RpcException thrown = await Assert.ThrowsAsync<RpcException>(() => call.WaitAsync(Guard));

        Assert.Equal(StatusCode.DeadlineExceeded, thrown.StatusCode);
        await _waiter.CancelledAsync().WaitAsync(Guard);
    }

    [Theory]
    [InlineData("WaitAsync", 3000u, 3000)]
    [InlineData("WaitAtMostAsync", 0u, 5000)]
    [InlineData("WaitAtMostAsync", 9000u, 9000)]
    public async Task Timeout_OfTheRequestOrElseTheMember_IsADeadline(string member, uint timeoutMs, int expectedMs)
    {
        Task<Failure> failing = Failure.OfAsync(() => InvokeAsync(member, timeoutMs));
        await _waiter.BegunAsync().WaitAsync(Guard);

        _clock.Advance(TimeSpan.FromMilliseconds(expectedMs - 1));
        Assert.False(_waiter.CancelledAsync().IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Failure failure = await failing.WaitAsync(Guard);
        Assert.Equal((StatusCode.DeadlineExceeded, ErrorCode.Deadline), (failure.Status, failure.Error.Code));
        await _waiter.CancelledAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Timeout_OfAMemberThatHeedsNoToken_IsAnsweredAtOnce()
    {
        Task<Failure> failing = Failure.OfAsync(() => InvokeAsync("WaitForReleaseAsync", timeoutMs: 100));
        await _waiter.BegunAsync().WaitAsync(Guard);

        _clock.Advance(TimeSpan.FromMilliseconds(100));

        Assert.Equal(StatusCode.DeadlineExceeded, (await failing.WaitAsync(Guard)).Status);
        Assert.Equal(1, Assert.Single(_server.UnarySessions.All).Running);
    }

    [Fact]
    public async Task Timeout_OfACallThatWaitsForItsTurn_LeavesItUnrun()
    {
        Task<Value> first = InvokeAsync("WaitForReleaseAsync");
        await _waiter.BegunAsync().WaitAsync(Guard);
        Task<Failure> second = Failure.OfAsync(() => InvokeAsync("WaitAsync", timeoutMs: 100));
        await OneWaitsAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(100));
        Failure failure = await second.WaitAsync(Guard);
        _waiter.Release();

        Assert.Equal(StatusCode.DeadlineExceeded, failure.Status);
        Assert.Equal(1, (await first).Integer);
        Assert.Equal(1, (await _client.GetAsync(_id, "Ran")).Integer);
    }

    [Fact]
    public async Task Close_WhileACallRuns_CancelsIt()
    {
        Task<Failure> failing = Failure.OfAsync(() => InvokeAsync("WaitAsync"));
        await _waiter.BegunAsync().WaitAsync(Guard);

        await _client.Stub.CloseAsync(new CloseRequest(), _client.Options);

        Failure failure = await failing.WaitAsync(Guard);
        Assert.Equal((StatusCode.Cancelled, ErrorCode.Cancelled), (failure.Status, failure.Error.Code));
        await _waiter.CancelledAsync().WaitAsync(Guard);
    }

    [Fact]
    public async Task Call_KeptOutBeforeItsTurnComes_DoesNotRun()
    {
        SharedObject target = _server.Objects.Find(_id)!;
        Assert.True(target.TryPin());
        ulong member = target.Type.Contracts[0].Members.Single(one => one.Name == "WaitAsync").Id;
        var call = new UnaryCall(Assert.Single(_server.UnarySessions.All), target, target.Type.Find(member)!);
        Assert.True(target.Gate!.TryEnter(call));

        call.KeepOut();
        call.Execute();
        call.GiveUp(new OperationCanceledException("in time"));

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => call.Outcome.WaitAsync(Guard));
        Assert.Equal("in time", thrown.Message);
        Assert.Equal(0, (await _client.GetAsync(_id, "Ran")).Integer);
    }

    private async Task<Value> InvokeAsync(string member, uint timeoutMs = 0, CancellationToken cancel = default)
    {
        var request = new InvokeRequest { Object = _id, Member = member, TimeoutMs = timeoutMs };
        return (await _client.Stub.InvokeAsync(request, _client.Options.WithCancellationToken(cancel))).Result;
    }

    // A call that waits in its object has its limits set.
    private async Task OneWaitsAsync()
    {
        using var guard = new CancellationTokenSource(Guard);
        while (_server.Objects.Find(_id)!.Gate!.Waiting == 0)
        {
            guard.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
