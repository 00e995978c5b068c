using System.Runtime.ExceptionServices;
using ObjectServer.Reading;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// A call whose thread waits. The reader wakes it up directly, never through a continuation on the thread pool, or is that thread
/// itself; the waiting thread decodes the result.
/// </summary>
internal sealed class BlockingCall : PendingCall
{
    private readonly object _signal = new();
    private ReceivedPayload _payload;
    private Exception? _error;
    private bool _done;
    private bool _parked;

    /// <summary>Whether the outcome is there.</summary>
    public bool IsDone => Volatile.Read(ref _done);

    /// <summary>The waiting thread has been made the reader.</summary>
    public bool IsReader { get; private set; }

    /// <summary>Whether the thread may read on: its answer is a frame that has not come yet.</summary>
    public bool AwaitsFrame => !IsDone && CanRead;

    /// <summary>Waits for the answer. The payload is the caller's to dispose of.</summary>
    public ReceivedPayload Wait()
    {
        bool onPool = !IsDone && BlockedThreads.Enter();
        try
        {
            Session.WaitFor(this);
        }
        finally
        {
            if (onPool) BlockedThreads.Leave();
        }

        if (_error is not null) ExceptionDispatchInfo.Throw(_error);
        return _payload;
    }

    /// <summary>Waits until the outcome is there.</summary>
    public void Park()
    {
        lock (_signal)
        {
            _parked = true;
            while (!_done) Monitor.Wait(_signal);
            _parked = false;
        }
    }

    /// <summary>Waits until the outcome is there or this thread has been made the reader, which may be so already. True for the latter.</summary>
    public bool ParkForReading()
    {
        lock (_signal)
        {
            _parked = true;
            while (!_done && !IsReader) Monitor.Wait(_signal);
            _parked = false;
            return IsReader;
        }
    }

    /// <summary>Makes the parked thread the reader; false when it has its outcome or cannot read.</summary>
    public bool TryPromote()
    {
        lock (_signal)
        {
            if (!AwaitsFrame) return false;
            IsReader = true;
            if (_parked) Monitor.Pulse(_signal);
            return true;
        }
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
            Volatile.Write(ref _done, true);
            if (_parked) Monitor.Pulse(_signal);
        }
    }
}
