using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;
using ObjectServer.IntegrationTests.KilledClients;
using ObjectServer.IntegrationTests.Programs;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>Clients in processes of their own, which end, or are killed. Over a Unix socket the server sees that, and waits for no grace.</summary>
public sealed class OtherProcessTests : IAsyncLifetime
{
    private static readonly TimeSpan Guard = TimeSpan.FromSeconds(60);

    private TestServer _server = null!;
    private ObjectClient _client = null!;

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(
            static _ => { },
            options => (options.SessionGrace, options.LockGrace) = (TimeSpan.FromHours(1), TimeSpan.FromHours(1)),
            unixSocket: true,
            socketLink: true);
        _client = await _server.ConnectAsync();
    }

    public async Task DisposeAsync()
    {
        await _client.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "P-01")]
    public async Task Locks_of_a_killed_holder_pass_on_at_once()
    {
        ISharedLock taken = await _client.CreateLockAsync("lock");
        ISharedReentrantLock reentrant = await _client.CreateReentrantLockAsync("reentrant");
        await using VictimProcess victim = await StartAsync("holds");
        Assert.False(taken.Acquire(TimeSpan.Zero));
        Task<HeldLock> next = taken.AcquireAsync();
        Task<HeldLock> again = reentrant.AcquireAsync();
        await Eventually.EqualAsync(1, () => taken.GetStateAsync().Result.Waiting);

        await victim.KillAsync();

        await (await next.WaitAsync(Guard)).DisposeAsync();
        await (await again.WaitAsync(Guard)).DisposeAsync();
    }

    [Fact]
    [Trait("Conformance", "P-03")]
    [Trait("Conformance", "P-04")]
    [Trait("Conformance", "P-05")]
    public async Task What_a_killed_client_waited_for_goes_to_the_living()
    {
        ISharedSemaphore semaphore = await _client.CreateSemaphoreAsync(0, "semaphore", owned: false);
        ISharedBarrier barrier = await _client.CreateBarrierAsync(2, "barrier");
        ISharedEvent set = await _client.CreateEventAsync("event");
        await using VictimProcess victim = await StartAsync("waits");
        await Eventually.EqualAsync((1, 1, 10), () => (semaphore.Waiting, barrier.Waiting, set.Waiting));

        await victim.KillAsync();

        await Eventually.EqualAsync((0, 0, 0), () => (semaphore.Waiting, barrier.Waiting, set.Waiting));
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        semaphore.Release();
        Assert.True(semaphore.Acquire(TimeSpan.Zero));
        Task<int> first = barrier.WaitAsync();
        await Eventually.EqualAsync(1, () => barrier.Waiting);
        Assert.False(first.IsCompleted);
        await barrier.WaitAsync().WaitAsync(Guard);
        await first.WaitAsync(Guard);
        Assert.Equal(0, _server.Sessions.All.Single().Holds.Count);
    }

    [Fact]
    [Trait("Conformance", "C-024")]
    [Trait("Conformance", "C-025")]
    [Trait("Conformance", "C-026")]
    [Trait("Conformance", "C-034")]
    [Trait("Conformance", "C-037")]
    [Trait("Conformance", "C-049")]
    public async Task What_another_process_has_taken_and_not_given_back_is_given_back_here()
    {
        ISharedLock taken = await _client.CreateLockAsync("lock", owned: false);
        ISharedReentrantLock reentrant = await _client.CreateReentrantLockAsync("reentrant");
        ISharedSemaphore semaphore = await _client.CreateSemaphoreAsync(1, "semaphore", bounded: true, owned: false);
        ISharedCondition condition = await _client.CreateConditionAsync(name: "condition");
        ISharedEvent set = await _client.CreateEventAsync("event", set: true);
        ISharedBarrier barrier = await _client.CreateBarrierAsync(5, "barrier");
        Task<int> waiting = barrier.WaitAsync();
        await using var child = VictimProcess.Start(WaitingClient.Mode, _server.Address, "takes");
        await child.WaitForExitAsync();

        await Assert.ThrowsAsync<BrokenBarrierException>(() => waiting.WaitAsync(Guard));
        await Eventually.EqualAsync(1, () => _server.Sessions.Count);
        Assert.True(taken.IsLocked);
        taken.Release();
        Assert.Throws<InvalidOperationException>(taken.Release);
        Assert.False(reentrant.IsLocked || condition.Lock.IsLocked || set.IsSet);
        Assert.Equal(0, semaphore.CurrentCount);
        semaphore.Release();
        Assert.Throws<SemaphoreFullException>(() => semaphore.Release());
        Assert.Equal((5, 0, false), (barrier.Parties, barrier.Waiting, barrier.IsBroken));
    }

    [Fact]
    [Trait("Conformance", "C-033")]
    public async Task An_interrupt_ends_waiting_at_a_condition_with_the_lock_held_again()
    {
        ISharedCondition condition = await _client.CreateConditionAsync(name: "condition");
        await using VictimProcess child = await StartAsync(WaitingClient.Interrupted);
        await Eventually.EqualAsync(1, () => condition.Waiting);

        child.Send(Signals.Interrupt);

        Assert.Equal($"{nameof(OperationCanceledException)}, held: True", await child.ReadLineAsync());
        await child.WaitForExitAsync();
        Assert.Equal(0, condition.Waiting);
        await using HeldLock mine = await condition.Lock.AcquireAsync();
    }

    [Fact]
    [Trait("Conformance", "C-048")]
    public async Task Five_processes_pass_a_barrier_a_thousand_times_in_step()
    {
        const int Parties = 5;
        await _client.CreateBarrierAsync(Parties, "barrier");
        ISharedValue<int> come = await _client.CreateValueAsync(0, "come");
        VictimProcess[] children = [.. Enumerable.Range(0, Parties).Select(_ => VictimProcess.Start(WaitingClient.Mode, _server.Address, WaitingClient.Passes))];
        foreach (VictimProcess child in children)
        {
            await child.WaitForExitAsync();
            await child.DisposeAsync();
        }

        Assert.Equal(Parties * WaitingClient.Passages, await come.GetAsync());
    }

    private async Task<VictimProcess> StartAsync(string what)
    {
        var victim = VictimProcess.Start(WaitingClient.Mode, _server.Address, what);
        Assert.Equal(WaitingClient.Ready, await victim.ReadLineAsync());
        return victim;
    }
}
