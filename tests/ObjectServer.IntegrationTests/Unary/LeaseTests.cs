using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Unary;

/// <summary>How long a session of the unary service lives, by a clock that the test moves.</summary>
public sealed class LeaseTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly Waiter _waiter = new();
    private TestServer _server = null!;
    private UnaryClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddType<ICalculator, Calculator>().AddObject<IWaiter>("waiter", _waiter),
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _client = await UnaryClient.OpenAsync(_server);
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
    public async Task Lease_RunOut_ReleasesWhatTheSessionHoldsAndEndsItsToken()
    {
        await _client.CreateAsync("calculator");
        int before = _server.Objects.Count;

        _clock.Advance(Lease);

        Assert.Equal((2, 1), (before, _server.Objects.Count));
        Assert.Equal(0, _server.UnarySessions.Count);
        Failure failure = await Failure.OfAsync(() => _client.CreateAsync("calculator"));
        Assert.Equal((StatusCode.Unauthenticated, ErrorCode.AuthenticationFailed), (failure.Status, failure.Error.Code));
    }

    [Fact]
    public async Task Lease_OfASessionThatWasOnlyOpened_RunsOut()
    {
        _clock.Advance(Lease);

        Assert.Equal(0, _server.UnarySessions.Count);
        Failure failure = await Failure.OfAsync(() => _client.CreateAsync("calculator"));
        Assert.Equal(StatusCode.Unauthenticated, failure.Status);
    }

    [Fact]
    public async Task Lease_WithACallNowAndThen_IsRenewed()
    {
        ulong calculator = await _client.CreateAsync("calculator");

        for (int i = 0; i < 5; i++)
        {
            await _server.UnaryIdleAsync();
            _clock.Advance(Lease - Moment);
            Assert.Equal(0, (await _client.GetAsync(calculator, "Memory")).Integer);
        }
    }

    [Fact]
    public async Task Lease_WhileACallIsUnderWay_DoesNotRun()
    {
        ObjectReply waiter = await _client.Stub.GetAsync(new GetRequest { Name = "waiter" }, _client.Options);
        Task<Value> call = _client.InvokeAsync(waiter.Reference.Object, "WaitForReleaseAsync");
        await _waiter.BegunAsync().WaitAsync(Guard);

        _clock.Advance(10 * Lease);
        _waiter.Release();

        Assert.Equal(1, (await call).Integer);
        Assert.Equal(1, _server.UnarySessions.Count);
        await _server.UnaryIdleAsync();
        _clock.Advance(Lease);
        Assert.Equal(0, _server.UnarySessions.Count);
    }
}
