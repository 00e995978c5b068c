using System.Diagnostics;
using ObjectServer.Dispatch;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>What who looks at the server sees of a session.</content>
internal sealed partial class ServerSession : IOpenSession
{
    private ulong _lastProbe;
    private long _probed;
    private long _roundTrip;

    /// <inheritdoc/>
    public ulong Number { get; }

    /// <inheritdoc/>
    public DateTimeOffset Started { get; }

    /// <inheritdoc/>
    public ConnectionKind Connection => LastPeer.Connection;

    /// <inheritdoc/>
    public long CallCount => (long)Served.Total;

    /// <inheritdoc/>
    public long FailureCount => Served.Failed;

    /// <inheritdoc/>
    public int Subscriptions => Served.Subscriptions.Count;

    /// <inheritdoc/>
    public TimeSpan? AwayFor
    {
        get
        {
            lock (_linkGate) return _waiting is null ? null : Time.GetElapsedTime(_lost);
        }
    }

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => Interlocked.Read(ref _roundTrip) is not 0 and var ticks ? TimeSpan.FromTicks(ticks) : null;

    /// <inheritdoc/>
    public IReadOnlyList<CallSight> LookAtCalls(int most) => [.. Served.Listed.Take(most).Select(static call => call.Look()).OfType<CallSight>()];

    /// <inheritdoc/>
    public async Task KickAsync(SessionEndedException reason)
    {
        await DismissAsync(reason, LastWrite);
        _onGone(this);
    }

    /// <inheritdoc/>
    public void Probe()
    {
        if (!IsLinked) return;
        Interlocked.Exchange(ref _probed, Stopwatch.GetTimestamp());
        SendControl(FrameKind.Ping, new Ping { Number = Interlocked.Increment(ref _lastProbe) });
    }

    private void OnPong(ulong number)
    {
        if (number == LastPing) _allRead.TrySetResult();
        else if (number == Interlocked.Read(ref _lastProbe)) Interlocked.Exchange(ref _roundTrip, Math.Max(1, Stopwatch.GetElapsedTime(Interlocked.Read(ref _probed)).Ticks));
    }
}
