using ObjectServer.Client.Session;
using ObjectServer.Testing;

namespace ObjectServer.Client.Tests.Session;

public sealed class ReleaseQueueTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ManualTimeProvider _clock = new();
    private readonly List<Dictionary<ulong, ulong>> _sent = [];
    private readonly ReleaseQueue _queue;

    public ReleaseQueueTests() => _queue = new ReleaseQueue(_clock, _sent.Add);

    public void Dispose() => _queue.Dispose();

    [Fact]
    public void Handles_CollectedTogether_GoOutTogetherWithTheirReceipts()
    {
        _queue.Add(Handle(1, receipts: 2));
        _queue.Add(Handle(2, receipts: 1));
        _queue.Add(Handle(1, receipts: 3));

        _queue.Drain();
        _queue.Drain();

        Assert.Equal([(1UL, 5UL), (2UL, 1UL)], Assert.Single(_sent).Select(one => (one.Key, one.Value)).Order());
    }

    [Fact]
    public void Handles_MoreThanAFrameTakes_GoOutInSeveral()
    {
        const int Many = (2 * ReleaseQueue.MostPerFrame) + 1;
        for (ulong id = 1; id <= Many; id++) _queue.Add(Handle(id, receipts: 1));

        _queue.Drain();

        Assert.Equal([1, ReleaseQueue.MostPerFrame, ReleaseQueue.MostPerFrame], _sent.Select(counts => counts.Count).Order());
        Assert.Equal(Many, _sent.SelectMany(counts => counts.Keys).Distinct().Count());
    }

    [Fact]
    public void Handle_WhoseProxyHeldNothing_SendsNothing()
    {
        RemoteHandle released = Handle(1, receipts: 1);
        Assert.Equal(1UL, released.ReleaseOne());
        _queue.Add(released);
        _queue.Add(Handle(2, receipts: 0));

        _queue.Drain();

        Assert.Empty(_sent);
    }

    [Fact]
    public void Handle_CollectedAfterTheSessionsEnd_IsNotKept()
    {
        RemoteHandle early = Handle(1, receipts: 1);
        RemoteHandle late = Handle(2, receipts: 1);
        _queue.Add(early);
        _queue.Dispose();

        _queue.Add(late);
        _queue.Drain();

        Assert.Null(late.NextCollected);
        Assert.Empty(_sent);
    }

    [Fact]
    public void Timer_IsSetOnlyWhileSomethingHasGathered()
    {
        int idle = _clock.Timers;

        _queue.Add(Handle(1, receipts: 1));
        _queue.Add(Handle(2, receipts: 1));
        int gathering = _clock.Timers;
        _clock.Advance(Second);

        Assert.Equal((0, 1, 0), (idle, gathering, _clock.Timers));
        Assert.Equal([1UL, 2UL], Assert.Single(_sent).Keys.Order());
    }

    [Fact]
    public void Handle_CollectedAfterOthersHaveGoneOut_GoesOutToo()
    {
        _queue.Add(Handle(1, receipts: 1));
        _clock.Advance(Second);

        _queue.Add(Handle(2, receipts: 1));
        _clock.Advance(Second);

        Assert.Equal([1UL, 2UL], _sent.Select(counts => Assert.Single(counts).Key));
    }

    private static RemoteHandle Handle(ulong id, int receipts)
    {
        // Nothing of a handle that is only counted asks its session or its contract.
        var handle = new RemoteHandle(null!, new ObjectReference(Guid.Empty, 1, id, 0), null!);
        for (int i = 0; i < receipts; i++) handle.TryReceive();
        return handle;
    }
}
