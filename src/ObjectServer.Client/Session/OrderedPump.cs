namespace ObjectServer.Client.Session;

/// <summary>
/// Hands on what arrives: in order, one at a time, on pool threads. Its sender is at most a window ahead, so the queue is bounded by it.
/// </summary>
/// <typeparam name="T">What is handed on.</typeparam>
internal abstract class OrderedPump<T> : IThreadPoolWorkItem
{
    // A credit is sent for this many at once: half the window of 256 that every sender begins with.
    private const uint ItemsPerCredit = 128;

    private readonly Queue<T> _waiting = new();
    private Action? _finish;
    private bool _running;
    private bool _finished;
    private uint _uncredited;

    /// <summary>Runs <paramref name="finish"/> when all that has arrived is handed on. What comes later is dropped.</summary>
    public void Finish(Action finish)
    {
        lock (_waiting)
        {
            if (_finished) return;
            _finished = true;
            if (_running)
            {
                _finish = finish;
                return;
            }
        }

        finish();
    }

    /// <inheritdoc/>
    public void Execute()
    {
        while (true)
        {
            T? next;
            Action? finish = null;
            lock (_waiting)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _running = false;
                    finish = _finish;
                    if (finish is null) return;
                }
            }

            if (finish is not null)
            {
                finish();
                return;
            }

            Hand(next!);
            if (++_uncredited < ItemsPerCredit) continue;
            Credit(_uncredited);
            _uncredited = 0;
        }
    }

    /// <summary>Something has arrived.</summary>
    protected void Enqueue(T item)
    {
        lock (_waiting)
        {
            if (_finished) return;
            _waiting.Enqueue(item);
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Hands one on. Does not throw.</summary>
    protected abstract void Hand(T item);

    /// <summary>Lets the sender send so many more.</summary>
    protected abstract void Credit(uint items);
}
