using ObjectServer.Reading;

namespace ObjectServer.Client.Session;

/// <summary>How far a member's reports may be ahead of what the caller has handed on. Beyond that the member waits in Report.</summary>
internal sealed class ProgressWindow
{
    private const int FirstWindow = 256;

    private readonly object _signal = new();
    private long _free = FirstWindow;
    private bool _closed;

    /// <summary>Takes a place for one report; false when nobody wants it any more.</summary>
    public bool Enter()
    {
        lock (_signal)
        {
            if (_free == 0 && !_closed) Await();
            if (_closed) return false;
            _free--;
            return true;
        }
    }

    /// <summary>The caller has handed reports on.</summary>
    public void Credit(uint reports)
    {
        lock (_signal)
        {
            _free = Math.Min(_free + reports, FirstWindow);
            Monitor.PulseAll(_signal);
        }
    }

    /// <summary>Nobody wants reports any more: who waits goes on.</summary>
    public void Close()
    {
        lock (_signal)
        {
            _closed = true;
            Monitor.PulseAll(_signal);
        }
    }

    // The caller's credits are read on a thread of the pool, which members that wait for them must not use up.
    private void Await()
    {
        bool onPool = BlockedThreads.Enter();
        try
        {
            while (_free == 0 && !_closed) Monitor.Wait(_signal);
        }
        finally
        {
            if (onPool) BlockedThreads.Leave();
        }
    }
}
