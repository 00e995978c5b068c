namespace ObjectServer.Telemetry;

/// <summary>Has the watchdog look twice a second, on a thread of its own: a timer would wait for the pool, which is what it watches.</summary>
internal sealed class WatchdogThread(CallWatchdog watchdog, ILogger<WatchdogThread> log) : IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    private readonly ManualResetEventSlim _stop = new();
    private Thread? _thread;

    /// <summary>Begins. Called once.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "ObjectServer watchdog" };
        _thread.Start();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_stop.IsSet) return;
        _stop.Set();
        _thread?.Join();
    }

    private void Run()
    {
        while (!_stop.Wait(Period))
        {
            try
            {
                watchdog.Look();
            }
            catch (Exception e)
            {
                // Whatever it saw half of, such as a session that ended just then, it sees whole the next time.
                log.WatchdogFailed(e);
            }
        }
    }
}
