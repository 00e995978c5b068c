using ObjectServer.Dispatch;
using ObjectServer.Session;

namespace ObjectServer.Service;

/// <content>What who looks at the server sees of a session. It has no link of its own, and handlers of events no way to its client.</content>
internal sealed partial class UnarySession : IOpenSession
{
    /// <inheritdoc/>
    public ulong Number { get; }

    /// <inheritdoc/>
    public DateTimeOffset Started { get; }

    /// <inheritdoc/>
    public long ProcessId => 0;

    /// <inheritdoc/>
    public SessionPeer LastPeer => Client;

    /// <inheritdoc/>
    public ConnectionKind Connection => ConnectionKind.Unary;

    /// <inheritdoc/>
    public TimeSpan? AwayFor => null;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => null;

    /// <inheritdoc/>
    public int Subscriptions => 0;

    /// <inheritdoc/>
    public long CallCount
    {
        get
        {
            lock (_gate) return _entered;
        }
    }

    /// <inheritdoc/>
    public long FailureCount => Interlocked.Read(ref _failed);

    /// <inheritdoc/>
    public IReadOnlyList<CallSight> LookAtCalls(int most)
    {
        UnaryCall[] running;
        lock (_gate) running = [.. _running.Take(most)];
        return [.. running.Select(static call => call.Look()).OfType<CallSight>()];
    }

    /// <inheritdoc/>
    public Task KickAsync(SessionEndedException reason)
    {
        _ending(this, reason);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Probe()
    {
    }

    /// <summary>A request has failed.</summary>
    public void NoteFailed() => Interlocked.Increment(ref _failed);
}
