namespace ObjectServer.Types.Collections;

/// <summary>
/// The changes that one who watches a collection has not taken yet: as many as there is room for, and behind them a count of those for which there
/// was none. While there is such a count nothing goes past it, so that what is told is told in its order. One takes, others offer.
/// </summary>
/// <typeparam name="TChange">What is told of a change.</typeparam>
/// <param name="most">How many there is room for.</param>
/// <param name="missed">Tells of the changes for which there was no room: the version of the last one, and how many.</param>
internal sealed class ChangeWatcher<TChange>(int most, Func<long, long, TChange> missed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(TChange Change, ElementPins? Pins)> _changes = [];
    private TaskCompletionSource? _ready;
    private Exception? _closed;
    private long _missed;
    private long _lastMissed;

    /// <summary>Something has happened.</summary>
    /// <param name="change">What.</param>
    /// <param name="version">Its version.</param>
    /// <param name="pin">Keeps the elements in it that are shared objects.</param>
    public void Offer(TChange change, long version, Func<TChange, ElementPins?>? pin)
    {
        lock (_gate)
        {
            if (_missed > 0 || _changes.Count >= most)
            {
                _missed++;
                _lastMissed = version;
            }
            else
            {
                _changes.Enqueue((change, pin?.Invoke(change)));
            }

            Wake();
        }
    }

    /// <summary>Nothing happens any more.</summary>
    /// <param name="reason">What the watching ends with.</param>
    public void Close(Exception reason)
    {
        lock (_gate)
        {
            _closed = reason;
            Wake();
        }
    }

    /// <summary>Waits for the next change. Whoever takes it disposes of the pins.</summary>
    public async ValueTask<(TChange Change, ElementPins? Pins)> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            Task ready;
            lock (_gate)
            {
                if (_closed is not null) throw _closed;
                if (_changes.TryDequeue(out (TChange, ElementPins?) next)) return next;
                if (_missed > 0)
                {
                    long count = _missed;
                    _missed = 0;
                    return (missed(_lastMissed, count), null);
                }

                _ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                ready = _ready.Task;
            }

            await ready.WaitAsync(cancel);
        }
    }

    /// <summary>Nobody watches any more. Nothing is offered from then on.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            while (_changes.TryDequeue(out (TChange, ElementPins? Pins) one)) one.Pins?.Dispose();
        }
    }

    private void Wake()
    {
        _ready?.TrySetResult();
        _ready = null;
    }
}
