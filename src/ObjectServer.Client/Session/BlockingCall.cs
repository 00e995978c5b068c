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
    private readonly ThreadSignal _thread = ThreadSignal.Mine;
    private ReceivedPayload _payload;
    private Exception? _error;
    private bool _done;
    private bool _parked;
    private volatile bool _isReader;

    /// <summary>Whether the outcome is there.</summary>
    public bool IsDone => Volatile.Read(ref _done);

    /// <summary>The waiting thread has been made the reader.</summary>
    public bool IsReader => _isReader;

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
        Parked();
        while (!IsDone) _thread.Wait();
    }

    /// <summary>Waits until the outcome is there or this thread has been made the reader, which may be so already. True for the latter.</summary>
    public bool ParkForReading()
    {
        Parked();
        while (!IsDone && !_isReader) _thread.Wait();
        return _isReader;
    }

    /// <summary>
    /// Makes the thread the reader; false when it has its outcome or cannot read. It may have its outcome in the same moment.
    /// </summary>
    public bool TryPromote()
    {
        if (!AwaitsFrame) return false;
        _isReader = true;
        Wake();
        return true;
    }

    /// <inheritdoc/>
    protected override void Complete(ReceivedPayload payload) => Signal(payload, null);

    /// <inheritdoc/>
    protected override void Complete(Exception error) => Signal(default, error);

    /// <inheritdoc/>
    protected override void Discard(ReceivedPayload payload) => ThreadPool.UnsafeQueueUserWorkItem(
        static late => late.Session.References.GiveBack(late.Payload), (Session, Payload: payload), preferLocal: false);

    private void Signal(ReceivedPayload payload, Exception? error)
    {
        _payload = payload;
        _error = error;
        Volatile.Write(ref _done, true);
        Wake();
    }

    // Either the thread sees what it is woken for before it sleeps, or it is seen to be parked: hence a fence on both sides.
    private void Parked()
    {
        Volatile.Write(ref _parked, true);
        Interlocked.MemoryBarrier();
    }

    private void Wake()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _parked)) _thread.Raise();
    }
}
