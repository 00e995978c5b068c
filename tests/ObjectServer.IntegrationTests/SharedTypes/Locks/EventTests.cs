using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

public sealed class EventTests : WaitTests
{
    [Fact]
    [Trait("Conformance", "C-035")]
    [Trait("Conformance", "C-036")]
    public async Task An_event_is_waited_for_until_it_is_set()
    {
        ISharedEvent mine = await Client.CreateEventAsync("event");
        ISharedEvent theirs = await Other.GetOrCreateEventAsync("event");
        Assert.False(mine.IsSet);
        Assert.False(await mine.WaitAsync(TimeSpan.Zero));
        Task<bool> expiring = mine.WaitAsync(Second);
        await Eventually.EqualAsync(1, () => mine.Waiting);
        Clock.Advance(Second);
        Assert.False(await expiring.WaitAsync(Guard));
        string text = mine.ToString()!;

        Task<bool> waiting = mine.WaitAsync();
        await Eventually.EqualAsync(1, () => mine.Waiting);
        await theirs.SetAsync();
        Assert.True(await waiting.WaitAsync(Guard));
        Assert.True(mine.IsSet && await mine.WaitAsync(TimeSpan.Zero));
        Assert.Contains(nameof(ISharedEvent), text, StringComparison.Ordinal);
        Assert.Equal(text, mine.ToString());
        theirs.Clear();
        Assert.False(await mine.WaitAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task Who_gives_up_or_is_too_late_does_not_wait()
    {
        ISharedEvent mine = await Client.CreateEventAsync("event");
        using var cancel = new CancellationTokenSource();
        Task<bool> cancelled = mine.WaitAsync(cancel: cancel.Token);
        Task<bool> waiting = mine.WaitAsync();
        await Eventually.EqualAsync(2, () => mine.Waiting);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.WaitAsync(Guard));
        Assert.Equal(1, mine.Waiting);
        await Client.DeleteAsync("event");
        await Assert.ThrowsAsync<ObjectGoneException>(() => waiting.WaitAsync(Guard));
    }

    [Fact]
    public async Task A_countdown_lets_go_at_zero()
    {
        ISharedCountdown mine = await Client.CreateCountdownAsync(3, "countdown");
        ISharedCountdown theirs = await Other.GetOrCreateCountdownAsync("countdown", 9);
        Task<bool> waiting = theirs.WaitAsync();
        await Eventually.EqualAsync(1, () => mine.Waiting);
        Assert.False(await mine.SignalAsync());
        Assert.True(await mine.TryAddAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => mine.SignalAsync(4));
        Assert.Equal(3, theirs.CurrentCount);
        Assert.False(await mine.SignalAsync(2));
        Assert.False(waiting.IsCompleted);
        Assert.True(await mine.SignalAsync());
        Assert.True(await waiting.WaitAsync(Guard));
        Assert.False(await mine.TryAddAsync());
        Assert.True(mine.IsSet && await mine.WaitAsync());
        await mine.ResetAsync();
        Assert.Equal((3, 3), (mine.CurrentCount, mine.InitialCount));
        Task<bool> expiring = mine.WaitAsync(Second);
        await Eventually.EqualAsync(1, () => mine.Waiting);
        Clock.Advance(Second);
        Assert.False(await expiring.WaitAsync(Guard));
    }
}
