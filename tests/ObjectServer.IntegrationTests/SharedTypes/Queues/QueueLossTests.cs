using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Delivery.Faults;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.SharedTypes.Queues;

/// <summary>Clients of a queue that lose their link, over TCP, where nobody can see their processes. The server's clock stands still unless a test moves it.</summary>
public sealed class QueueLossTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly ManualTimeProvider _clock = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private FaultyProxy _proxy = null!;
    private ObjectClient _other = null!;
    private ISharedQueue<int> _queue = null!;
    private ISharedQueue<int> _theirs = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            static _ => { },
            options => (options.SessionGrace, options.HeartbeatInterval, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1), Grace),
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _client = await _server.ConnectAsync();
        _queue = await _client.CreateQueueAsync<int>(name: "numbers");
        _proxy = FaultyProxy.Start(_server.Address);
        _other = await ObjectClient.ConnectAsync(_proxy.Address);
        _theirs = await _other.GetAsync<ISharedQueue<int>>("numbers");
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _proxy.DisposeAsync();
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task WhoWaitsAndHasNoLink_IsPassedOverUntilItIsBack()
    {
        Task<int> waiting = _theirs.GetAsync();
        await Eventually.EqualAsync(1, () => _queue.WaitingGets);

        await BreakAsync();
        await _queue.PutAsync(1);
        Assert.Equal((1, 1), (_queue.Count, _queue.WaitingGets));
        Assert.Equal(1, await _queue.GetAsync());
        await _queue.PutAsync(2);
        await AdmitAsync();

        Assert.Equal(2, await waiting.WaitAsync(Guard));
        Assert.Equal((0, 0), (_queue.Count, _queue.WaitingGets));
    }

    [Fact]
    public async Task WhoHasItemsAndIsAwayForTooLong_LosesThem()
    {
        await _queue.PutManyAsync([1, 2, 3]);
        LeasedItem<int> lent = await _theirs.LeaseAsync();

        await BreakAsync();
        _clock.Advance(Grace - Moment);
        Assert.Equal((2, 1), (_queue.Count, _queue.Leased));
        _clock.Advance(Moment);
        Assert.Equal((3, 0), (_queue.Count, _queue.Leased));
        Assert.Equal((int[])[1, 2, 3], await _queue.DrainAsync());
        await AdmitAsync();

        await Assert.ThrowsAsync<LockLostException>(() => _theirs.AckAsync(lent.Lease));
    }

    [Fact]
    public async Task WhoHasItemsAndIsBackInTime_KeepsThem()
    {
        await _queue.PutManyAsync([1, 2]);
        LeasedItem<int> lent = await _theirs.LeaseAsync();

        await BreakAsync();
        _clock.Advance(Grace - Moment);
        await AdmitAsync();
        _clock.Advance(Grace * 2);

        await _theirs.AckAsync(lent.Lease);
        Assert.Equal((1, 0), (_queue.Count, _queue.Leased));
    }

    private async Task BreakAsync()
    {
        _proxy.Refuse();
        await Eventually.SoAsync(() => _server.Sessions.All.Count(static session => session.AwaitsClient) == 1);
    }

    private async Task AdmitAsync()
    {
        long before = _other.Statistics.Reconnects;
        _proxy.Admit();
        await Eventually.SoAsync(() => _other.Statistics.Reconnects > before);
        await Eventually.SoAsync(() => _server.Sessions.All.All(static session => session.IsLinked));
    }
}
