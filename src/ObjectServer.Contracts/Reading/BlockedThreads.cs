namespace ObjectServer.Reading;

/// <summary>
/// Keeps the thread pool able to run while its threads wait for the peer: in synchronous calls, and in reports that nobody has taken
/// yet. When hundreds do so at once, nothing is left to run the link that would let them go on, and the pool adds threads only slowly.
/// So for as long as a pool thread waits here, the pool may have one thread more at once.
/// </summary>
internal static class BlockedThreads
{
    // A bound for what this may add, so that a runaway caller is held up by the pool as it would be without us.
    private const int MostAdded = 2048;

    private static readonly Lock Gate = new();
    private static int _blocked;
    private static int _added;
    private static int _baseline;

    /// <summary>The calling thread is about to wait. True when <see cref="Leave"/> is to be called afterwards.</summary>
    public static bool Enter()
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            Poller.LeaveIfCurrent();
            return false;
        }

        lock (Gate)
        {
            _blocked++;
            Adjust();
        }

        return true;
    }

    /// <summary>The calling thread runs again.</summary>
    public static void Leave()
    {
        lock (Gate)
        {
            _blocked--;

            // Going down step by step with every call would cost more than it gives: only when half has gone.
            if (_blocked <= _added / 2) Adjust();
        }
    }

    private static void Adjust()
    {
        ThreadPool.GetMinThreads(out int workers, out int ports);
        if (_added == 0) _baseline = workers;
        int wanted = _blocked == 0 ? 0 : Math.Min(_blocked + Environment.ProcessorCount, MostAdded);
        if (wanted > 0 && wanted <= _added && _blocked > _added / 2) return;

        // Rounded up, so that a burst of callers does not set it once for each.
        wanted = wanted == 0 ? 0 : (wanted + 15) / 16 * 16;
        if (wanted == _added) return;
        if (ThreadPool.SetMinThreads(_baseline + wanted, ports)) _added = wanted;
    }
}
