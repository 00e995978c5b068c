using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Telemetry;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>The watchdog tells of what keeps threads, once, and of a pool that runs nothing.</summary>
public sealed class WatchdogTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private readonly ManualTimeProvider _clock = new();
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly Measured _measured = new();
    private IdlePool _pool = null!;
    private CallWatchdog _watchdog = null!;
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IMeasured _proxy = null!;

    private static string Type => nameof(Measured);

    private ulong Id => _client.ReferenceOf(_proxy).ObjectId;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IMeasured>("measured", _measured),
            options =>
            {
                options.WatchdogAfter = TimeSpan.Zero;

                // The clock runs ahead of what the two sides hear of each other.
                options.HeartbeatInterval = TimeSpan.FromHours(1);
            },
            services: services => services.AddSingleton<TimeProvider>(_clock));
        _client = await _server.ConnectAsync();
        _proxy = await _client.GetAsync<IMeasured>("measured");
        _pool = new IdlePool(_clock);
        using ILoggerFactory logs = LoggerFactory.Create(log => log.AddProvider(new ErrorCollector(_lines, LogLevel.Information)));
        _watchdog = _server.CreateWatchdog(_pool, new ObjectServerOptions { WatchdogAfter = TimeSpan.FromSeconds(30) }, _clock, logs.CreateLogger<CallWatchdog>());
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    public void Dispose() => _measured.Dispose();

    [Fact]
    public async Task Member_ThatKeepsItsThread_IsNamedOnceForEachRun()
    {
        Task<int> held = await HoldAsync();
        _clock.Advance(TimeSpan.FromSeconds(29));
        Look();
        Assert.Empty(_lines);

        _clock.Advance(TimeSpan.FromSeconds(2));
        Look();
        _clock.Advance(TimeSpan.FromSeconds(60));
        Look();

        string line = Assert.Single(_lines);
        Assert.StartsWith($"{Type}.Hold of object {Id} has kept its thread for 31.0 s.", line, StringComparison.Ordinal);
        _measured.Go();
        await held.WaitAsync(Guard);

        // The result is sent before the call has left its thread.
        await Eventually.SoAsync(() => ObjectServer.Dispatch.Statistics.RunningSlot.All(_server.Statistics).Count == 0);
        held = await HoldAsync();
        _clock.Advance(TimeSpan.FromSeconds(31));
        Look();
        Assert.Equal(2, _lines.Count);
        _measured.Go();
        await held.WaitAsync(Guard);
    }

    [Fact]
    public async Task Member_ThatAwaits_IsToldOfOnce_AsNothingToWorryAbout()
    {
        Task waiting = _proxy.WaitAsync(default);
        await Eventually.EqualAsync(1, () => _measured.Inside);
        await Eventually.SoAsync(() =>
        {
            _clock.Advance(TimeSpan.FromSeconds(31));
            Look();
            return !_lines.IsEmpty;
        });

        Look();

        Assert.StartsWith($"{Type}.WaitAsync of object {Id} has been under way for ", Assert.Single(_lines), StringComparison.Ordinal);
        _measured.Go();
        await waiting.WaitAsync(Guard);
    }

    [Fact]
    public async Task Member_ThatComputesOnTheLaneForIt_MayTakeItsTime()
    {
        Task computing = _proxy.ComputeAsync();
        await Eventually.EqualAsync(1, () => _measured.Inside);

        _clock.Advance(TimeSpan.FromMinutes(10));
        Look();

        Assert.Empty(_lines);
        _measured.Go();
        await computing.WaitAsync(Guard);
    }

    [Fact]
    public async Task Pool_ThatRunsNothing_IsToldOfOnceWithWhatKeepsItsThreads_AndAgainWhenItRuns()
    {
        Task<int> held = await HoldAsync();
        _watchdog.Look();
        _clock.Advance(TimeSpan.FromSeconds(1));
        _watchdog.Look();
        Assert.Empty(_lines);

        _clock.Advance(TimeSpan.FromSeconds(0.5));
        _watchdog.Look();
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        _watchdog.Look();

        string line = Assert.Single(_lines);
        Assert.StartsWith("The thread pool is starved: work has waited for a thread for 1.5 s.", line, StringComparison.Ordinal);
        Assert.Contains($"these members keep some: 1 × {Type}.Hold (for up to 1.5 s).", line, StringComparison.Ordinal);
        _pool.Execute();
        _watchdog.Look();
        Assert.StartsWith("The thread pool runs again; work had waited for 2.0 s.", _lines.Last(), StringComparison.Ordinal);
        _measured.Go();
        await held.WaitAsync(Guard);
    }

    // Its pool runs at once.
    private void Look()
    {
        _watchdog.Look();
        _pool.Execute();
    }

    private async Task<Task<int>> HoldAsync()
    {
        Task<int> held = Task.Factory.StartNew(_proxy.Hold, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await Eventually.EqualAsync(1, () => _measured.Inside);
        return held;
    }
}
