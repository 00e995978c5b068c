using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

public sealed class SemaphoreTests : WaitTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Conformance", "C-021")]
    public async Task Permits_are_taken_and_released_also_more_than_there_were(bool owned)
    {
        ISharedSemaphore semaphore = await Client.CreateSemaphoreAsync(2, owned: owned);
        Assert.True(semaphore.Acquire());
        Assert.True(semaphore.Acquire());
        Assert.Equal(0, semaphore.CurrentCount);
        Assert.False(semaphore.Acquire(TimeSpan.Zero));
        semaphore.Release();
        semaphore.Release();
        Assert.Equal(2, semaphore.CurrentCount);
        semaphore.Release();
        semaphore.Release();
        Assert.Equal(4, semaphore.CurrentCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Conformance", "C-022")]
    public async Task A_bounded_semaphore_refuses_more_permits_than_it_may_have(bool owned)
    {
        ISharedSemaphore semaphore = await Client.CreateSemaphoreAsync(2, bounded: true, owned: owned);
        Assert.True(semaphore.Acquire());
        Assert.True(semaphore.Acquire());
        semaphore.Release(2);
        Assert.Throws<SemaphoreFullException>(() => semaphore.Release());
        Assert.Equal(2, semaphore.CurrentCount);
    }

    [Fact]
    [Trait("Conformance", "C-023")]
    public async Task Waiting_for_a_permit_ends_with_its_time()
    {
        ISharedSemaphore semaphore = await Client.CreateSemaphoreAsync(0);
        Assert.False(semaphore.Acquire(TimeSpan.Zero));
        Task<HeldLock?> waiting = await QueueAsync(CoreOf(semaphore), () => semaphore.TryAcquireAsync(Second));
        Clock.Advance(Second - Moment);
        Assert.Equal(1, semaphore.Waiting);
        Clock.Advance(Moment);
        Assert.Null(await waiting.WaitAsync(Guard));
    }

    [Fact]
    public async Task Permits_come_back_from_a_session_that_ends()
    {
        ISharedSemaphore semaphore = await Client.CreateSemaphoreAsync(2, "permits");
        ObjectClient third = await Server.ConnectAsync();
        ISharedSemaphore theirs = await third.GetOrCreateSemaphoreAsync("permits", 2);
        await theirs.AcquireAsync();
        await theirs.AcquireAsync();
        Task<HeldLock> next = await QueueAsync(CoreOf(semaphore), () => semaphore.AcquireAsync());
        await third.DisposeAsync();
        await using HeldLock got = await next.WaitAsync(Guard);
        await Eventually.EqualAsync(1, () => CoreOf(semaphore).Free);
    }

    [Fact]
    public async Task Fewer_permits_than_none_are_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Client.CreateSemaphoreAsync(-1));
}
