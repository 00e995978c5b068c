using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

public sealed class BarrierTests : WaitTests
{
    private const int Parties = 5;

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [Trait("Conformance", "C-038")]
    [Trait("Conformance", "C-039")]
    [Trait("Conformance", "C-040")]
    public async Task All_pass_together_again_and_again_each_with_its_number(int passages)
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(Parties, "barrier");
        ISharedBarrier theirs = await Other.GetOrCreateBarrierAsync("barrier", Parties);
        int[] come = new int[passages];
        int[][] numbers = [.. come.Select(_ => new int[Parties])];
        await Task.WhenAll(Enumerable.Range(0, Parties).Select(party => Task.Run(async () =>
        {
            for (int i = 0; i < passages; i++)
            {
                Interlocked.Increment(ref come[i]);
                numbers[i][party] = await (party % 2 == 0 ? mine : theirs).WaitAsync();
                Assert.Equal(Parties, Volatile.Read(ref come[i]));
            }
        }))).WaitAsync(Guard);
        Assert.All(numbers, passage => Assert.Equal(Enumerable.Range(0, Parties), passage.Order()));
        Assert.Equal((0, false), (mine.Waiting, mine.IsBroken));
    }

    [Fact]
    [Trait("Conformance", "C-041")]
    public async Task The_action_runs_once_per_passage_before_anybody_goes_on()
    {
        int ran = 0;
        ISharedBarrier mine = await Client.CreateBarrierAsync(Parties, async cancel =>
        {
            await Task.Yield();
            cancel.ThrowIfCancellationRequested();
            Interlocked.Increment(ref ran);
        });
        for (int i = 1; i <= 3; i++)
        {
            await Task.WhenAll(Enumerable.Range(0, Parties).Select(async _ =>
            {
                await mine.WaitAsync().WaitAsync(Guard);
                Assert.Equal(i, Volatile.Read(ref ran));
            }));
        }
    }

    [Fact]
    public async Task An_action_that_fails_breaks_the_barrier()
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(2, _ => throw new InvalidOperationException("no passage"));
        BrokenBarrierException[] told = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Assert.ThrowsAsync<BrokenBarrierException>(() => mine.WaitAsync().WaitAsync(Guard))));
        Assert.All(told, one => Assert.Contains("no passage", one.Message, StringComparison.Ordinal));
        Assert.True(mine.IsBroken);
    }

    [Fact]
    public async Task A_barrier_is_reset_while_its_action_runs()
    {
        var acts = new TaskCompletionSource();
        var told = new TaskCompletionSource();
        ISharedBarrier mine = await Client.CreateBarrierAsync(1, async cancel =>
        {
            if (!acts.TrySetResult()) return;
            await using CancellationTokenRegistration registration = cancel.Register(told.SetResult);
            await told.Task;
        });
        Task<int> passing = mine.WaitAsync();
        await acts.Task.WaitAsync(Guard);
        await mine.ResetAsync();
        await Assert.ThrowsAsync<BrokenBarrierException>(() => passing.WaitAsync(Guard));
        await told.Task.WaitAsync(Guard);
        Assert.Equal(0, await mine.WaitAsync().WaitAsync(Guard));
    }

    [Fact]
    [Trait("Conformance", "C-042")]
    [Trait("Conformance", "C-043")]
    [Trait("Conformance", "C-044")]
    public async Task Abort_and_reset_free_who_waits_and_reset_makes_it_usable()
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(3);
        Task<int>[] waiting = await ComeAsync(mine, 2);
        mine.Abort();
        await AllBrokenAsync(waiting);
        Assert.True(mine.IsBroken);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => mine.WaitAsync());
        mine.Reset();
        Assert.False(mine.IsBroken);
        waiting = await ComeAsync(mine, 2);
        await mine.ResetAsync();
        await AllBrokenAsync(waiting);
        Assert.False(mine.IsBroken);
        waiting = await ComeAsync(mine, 2);
        int last = await mine.WaitAsync().WaitAsync(Guard);
        Assert.Equal([0, 1, 2], (await Task.WhenAll(waiting).WaitAsync(Guard)).Append(last).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Conformance", "C-045")]
    [Trait("Conformance", "C-046")]
    public async Task A_party_that_is_late_breaks_it_for_all(bool byDefault)
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(3, timeout: byDefault ? Second : null);
        Task<int> patient = mine.WaitAsync(TimeSpan.FromHours(1));
        Task<int> hasty = byDefault ? mine.WaitAsync() : mine.WaitAsync(Second);
        await Eventually.EqualAsync(2, () => mine.Waiting);
        Clock.Advance(Second - Moment);
        Assert.False(mine.IsBroken);
        Clock.Advance(Moment);
        await AllBrokenAsync([patient, hasty]);
        await Assert.ThrowsAsync<BrokenBarrierException>(() => mine.WaitAsync());
    }

    [Fact]
    [Trait("Conformance", "C-047")]
    public async Task One_party_passes_by_itself()
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(1);
        Assert.Equal(0, await mine.WaitAsync().WaitAsync(Guard));
        Assert.Equal(0, await mine.WaitAsync().WaitAsync(Guard));
    }

    [Fact]
    public async Task Who_gives_up_or_whose_session_ends_is_not_counted()
    {
        ISharedBarrier mine = await Client.CreateBarrierAsync(2, "barrier");
        using var cancel = new CancellationTokenSource();
        Task<int> cancelled = mine.WaitAsync(cancel: cancel.Token);
        await Eventually.EqualAsync(1, () => mine.Waiting);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Guard));
        ObjectClient third = await Server.ConnectAsync();
        _ = (await third.GetAsync<ISharedBarrier>("barrier")).WaitAsync();
        await Eventually.EqualAsync(1, () => mine.Waiting);
        await third.DisposeAsync();
        await Eventually.EqualAsync(0, () => mine.Waiting);
        Assert.False(mine.IsBroken);
    }

    private static async Task<Task<int>[]> ComeAsync(ISharedBarrier barrier, int parties)
    {
        Task<int>[] waiting = [.. Enumerable.Range(0, parties).Select(_ => barrier.WaitAsync())];
        await Eventually.EqualAsync(parties, () => barrier.Waiting);
        return waiting;
    }

    private static async Task AllBrokenAsync(Task<int>[] waiting)
    {
        foreach (Task<int> one in waiting) await Assert.ThrowsAsync<BrokenBarrierException>(() => one.WaitAsync(Guard));
    }
}
