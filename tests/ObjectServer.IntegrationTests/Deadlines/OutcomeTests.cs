using Microsoft.Extensions.DependencyInjection;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.Testing;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>What the caller of a call that was cancelled, or whose time was over, knows of it.</summary>
public sealed class OutcomeTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);

    private readonly ManualTimeProvider _clock = new();
    private readonly ManualTimeProvider _serversClock = new();
    private readonly Hop _hop = new();
    private readonly Hop _serialized = new();
    private TestServer _server = null!;
    private ObjectClient _client = null!;
    private IHop _free = null!;
    private IHop _busy = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            server => server.AddObject<IHop>("free", _hop, ObjectConcurrency.Concurrent).AddObject<IHop>("busy", _serialized),
            options => options.MaxCallsPerSession = 2,
            services: services => services.AddSingleton<TimeProvider>(_serversClock));
        _client = await _server.ConnectAsync(new ObjectClientOptions { TimeProvider = _clock });
        _free = _client.WithTimeout(await _client.GetAsync<IHop>("free"), Limit);
        _busy = _client.WithTimeout(await _client.GetAsync<IHop>("busy"), Limit);
    }

    public async Task DisposeAsync()
    {
        foreach (Hop hop in (Hop[])[_hop, _serialized]) hop.Open(100);
        await _client.DisposeAsync();
        await Eventually.EqualAsync(0, () => _server.Sessions.Count);
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task TokenCancelledBefore_SaysThatItWasNotSent()
    {
        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => _free.WaitAsync(new CancellationToken(canceled: true)));

        Assert.Equal(CallOutcome.NotSent, thrown.GetCallOutcome());
        Assert.Contains("before it was sent", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledWhileItWaitsForAPlace_SaysThatItWasNotSent()
    {
        await FillAsync();
        using var cancel = new CancellationTokenSource();
        Task call = _free.WaitAsync(cancel.Token);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.NotSent, thrown.GetCallOutcome());
        Assert.Contains("before it was sent", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimeOverWhileItWaitsForAPlace_SaysThatItWasNotSent(bool synchronous)
    {
        await FillAsync();
        int timers = _clock.Timers;
        Task call = synchronous ? Task.Run(_free.WaitDeaf) : _free.WaitDeafAsync();
        await Eventually.EqualAsync(timers + 1, () => _clock.Timers);

        _clock.Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.NotSent, thrown.GetCallOutcome());
        Assert.Contains("It was not sent", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TimeSpentOnWaitingForAPlace_IsOfTheCallsOwn()
    {
        await FillAsync();
        int timers = _clock.Timers;
        Task<int> call = _free.WaitDeafAsync();
        await Eventually.EqualAsync(timers + 1, () => _clock.Timers);

        _clock.Advance(Limit - TimeSpan.FromSeconds(1));
        _serialized.Open(1);
        await _hop.BegunAsync(Guard);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _clock.Advance(Moment);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Unknown, thrown.GetCallOutcome());
    }

    [Fact]
    public async Task CancelledWhileItWaitsForItsTurn_SaysThatItDidNotRun()
    {
        await OccupyAsync();
        using var cancel = new CancellationTokenSource();
        Task call = _busy.WaitAsync(cancel.Token);
        await WaitsAsync();

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.NotExecuted, thrown.GetCallOutcome());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimeOverWhileItWaitsForItsTurn_SaysThatItDidNotRun(bool byTheServersClock)
    {
        await OccupyAsync();
        Task call = _busy.WaitAsync();
        await WaitsAsync();

        (byTheServersClock ? _serversClock : _clock).Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.NotExecuted, thrown.GetCallOutcome());
        Assert.Contains($"did not answer within {Limit}. The call of", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("was cancelled before it ran", thrown.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimeOverWhileItRuns_SaysThatItWasCutShort(bool byTheServersClock)
    {
        Task call = _free.WaitAsync();
        await _hop.BegunAsync(Guard);

        (byTheServersClock ? _serversClock : _clock).Advance(Limit);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Executed, thrown.GetCallOutcome());
        Assert.Contains("was cancelled while it ran", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancelledWhileItRuns_SaysThatItWasCutShort()
    {
        using var cancel = new CancellationTokenSource();
        Task call = _free.WaitAsync(cancel.Token);
        await _hop.BegunAsync(Guard);

        await cancel.CancelAsync();

        var thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Executed, thrown.GetCallOutcome());
    }

    [Fact]
    public async Task ResultBehindTheLimit_SaysThatItRan()
    {
        Task<int> call = _free.WaitDeafAsync();
        await _hop.BegunAsync(Guard);

        _clock.Advance(Limit);
        _hop.Open(1);

        var thrown = await Assert.ThrowsAsync<TimeoutException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Executed, thrown.GetCallOutcome());
        Assert.EndsWith("It has run; its result came later.", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SessionEndsWhileItRuns_IsUnknown()
    {
        Task<int> call = _free.WaitDeafAsync();
        await _hop.BegunAsync(Guard);

        await _client.DisposeAsync();

        var thrown = await Assert.ThrowsAsync<OutcomeUnknownException>(() => call.WaitAsync(Guard));
        Assert.Equal(CallOutcome.Unknown, thrown.GetCallOutcome());
        var later = await Assert.ThrowsAsync<ServerUnavailableException>(() => _free.WaitDeafAsync());
        Assert.Equal(CallOutcome.NotSent, later.GetCallOutcome());
    }

    [Fact]
    public void WhatAMemberThrew_HasRun()
    {
        Exception[] thrown = [new RemoteInvocationException("T", "m", null, null), new InvalidOperationException("m", new RemoteInvocationException("T", "m", null, null))];

        Assert.All(thrown, e => Assert.Equal(CallOutcome.Executed, e.GetCallOutcome()));
        Assert.Equal(CallOutcome.Unknown, new TimeoutException().GetCallOutcome());
        Assert.Equal(CallOutcome.NotExecuted, new ServerUnavailableException("m").GetCallOutcome());
    }

    private async Task FillAsync()
    {
        await OccupyAsync();
        _ = _client.WithTimeout(_free, Timeout.InfiniteTimeSpan).WaitDeafAsync();
        await _hop.BegunAsync(Guard);
    }

    private async Task OccupyAsync()
    {
        _ = _client.WithTimeout(_busy, Timeout.InfiniteTimeSpan).WaitDeafAsync();
        await _serialized.BegunAsync(Guard);
    }

    private Task WaitsAsync() => Eventually.EqualAsync(1, () => _server.Objects.Find(_client.ReferenceOf(_busy).ObjectId)!.Gate!.Waiting);
}
