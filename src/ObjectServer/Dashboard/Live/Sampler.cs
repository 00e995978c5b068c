using ObjectServer.Admin;
using ObjectServer.Dispatch.Statistics;
using ObjectServer.Objects;

namespace ObjectServer.Dashboard.Live;

/// <summary>
/// How the server was within the last minutes, second by second, for as long as somebody looks: nothing is taken, and nothing kept, while
/// nobody has asked for some seconds. Calls may overlap.
/// </summary>
internal sealed class Sampler : IDisposable
{
    /// <summary>How many samples are kept: five minutes of them.</summary>
    public const int Most = 300;

    /// <summary>How long after it was last asked it goes on.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly ServerView _view;
    private readonly CallStatistics _statistics;
    private readonly ObjectHost _host;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly Queue<Sample> _samples = new(Most);
    private readonly LatencyWindow _latency = new();
    private readonly ITimer _timer;
    private (long At, long Calls, long Errors) _last;
    private long _asked;
    private bool _runs;

    public Sampler(ServerView view, CallStatistics statistics, ObjectHost host, TimeProvider time)
    {
        _view = view;
        _statistics = statistics;
        _host = host;
        _time = time;
        _timer = time.CreateTimer(static sampler => ((Sampler)sampler!).Take(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether samples are taken.</summary>
    public bool Runs
    {
        get
        {
            lock (_gate) return _runs;
        }
    }

    /// <summary>The samples there are, the oldest first; it takes them from now on.</summary>
    public Sample[] Read()
    {
        lock (_gate)
        {
            _asked = _time.GetTimestamp();
            if (!_runs) Begin();
            return [.. _samples];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Begin()
    {
        _runs = true;
        _samples.Clear();
        _latency.Next(_statistics.Members);
        ServerOverview overview = _view.Overview();
        _last = (_time.GetTimestamp(), overview.Calls, overview.Errors);
        _timer.Change(Second, Second);
    }

    private void Take()
    {
        lock (_gate)
        {
            if (!_runs) return;
            if (_time.GetElapsedTime(_asked) >= Patience)
            {
                _runs = false;
                _samples.Clear();
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                return;
            }

            // Ticks that were held up together come one after the other.
            double seconds = _time.GetElapsedTime(_last.At).TotalSeconds;
            if (seconds < Second.TotalSeconds / 2) return;
            ServerOverview now = _view.Overview();
            if (_samples.Count == Most) _samples.Dequeue();
            _samples.Enqueue(Of(now, seconds));
            _last = (_time.GetTimestamp(), now.Calls, now.Errors);
        }
    }

    private Sample Of(ServerOverview now, double seconds) => new()
    {
        CallsPerSecond = Math.Max(0, now.Calls - _last.Calls) / seconds,
        ErrorsPerSecond = Math.Max(0, now.Errors - _last.Errors) / seconds,
        Latency = _latency.Next(_statistics.Members),
        Pending = now.PendingCalls,
        Waiting = _host.Objects.Current.Sum(static shared => shared.Gate?.Waiting ?? 0),
        PoolQueue = now.ThreadPoolQueue,
        CpuRunning = now.CpuLaneRunning,
        CpuWaiting = now.CpuLaneWaiting,
        HeapBytes = now.HeapBytes,
        WorkingSetBytes = now.WorkingSetBytes,
        SharedBytes = now.SharedMemoryBytes,
        Sessions = now.Sessions,
    };
}
