using System.Runtime.ExceptionServices;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// A call whose thread waits. The reader wakes it up directly, never through a continuation on the thread pool, and the waiting
/// thread decodes the result itself.
/// </summary>
internal sealed class BlockingCall : PendingCall
{
    private readonly object _signal = new();
    private bool _done;
    private ReceivedPayload _payload;
    private Exception? _error;

    /// <summary>Waits for the answer. The payload is the caller's to dispose of.</summary>
    public ReceivedPayload Wait()
    {
        bool onPool = !Volatile.Read(ref _done) && BlockedThreads.Enter();
        try
        {
            lock (_signal)
            {
                while (!_done) Monitor.Wait(_signal);
            }
        }
        finally
        {
            if (onPool) BlockedThreads.Leave();
        }

        if (_error is not null) ExceptionDispatchInfo.Throw(_error);
        return _payload;
    }

    /// <inheritdoc/>
    protected override void Complete(ReceivedPayload payload) => Signal(payload, null);

    /// <inheritdoc/>
    protected override void Complete(Exception error) => Signal(default, error);

    /// <inheritdoc/>
    protected override void Discard(ReceivedPayload payload) => payload.Dispose();

    private void Signal(ReceivedPayload payload, Exception? error)
    {
        lock (_signal)
        {
            _payload = payload;
            _error = error;
            _done = true;
            Monitor.PulseAll(_signal);
        }
    }
}
