using System.Buffers;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// Hands on what a running call reports: in order, one at a time, on pool threads, and all of it before the call ends. The server
/// is at most a window ahead, so the queue is bounded by it.
/// </summary>
internal sealed class ProgressPump : IThreadPoolWorkItem
{
    // A credit is sent for this many reports at once: half the server's first window of 256.
    private const int ReportsPerCredit = 128;

    private readonly Queue<(uint Parameter, byte[] Value)> _reports = new();
    private readonly Dictionary<uint, Action<ValueReader, bool>> _sinks = [];
    private readonly SessionSide _session;
    private Action? _finish;
    private bool _running;
    private bool _finished;
    private volatile bool _stopped;
    private int _uncredited;

    public ProgressPump(SessionSide session) => _session = session;

    /// <summary>What the first failing handler threw; it becomes the call's failure.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>The call's number, once it is known.</summary>
    public ulong Sequence { get; set; }

    /// <summary>Adds the handler of one parameter, before the call is sent.</summary>
    /// <param name="parameter">The parameter's position.</param>
    /// <param name="report">Reads a report, and hands it on if that is wanted.</param>
    public void AddSink(int parameter, Action<ValueReader, bool> report) => _sinks.Add((uint)parameter, report);

    /// <summary>A report has arrived.</summary>
    public void Post(uint parameter, ReadOnlySpan<byte> value)
    {
        lock (_reports)
        {
            if (_finished) return;
            _reports.Enqueue((parameter, value.ToArray()));
            if (_running) return;
            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>The call has ended for its caller: nothing is handed on any more, whatever waits or still arrives.</summary>
    public void Stop() => _stopped = true;

    /// <summary>Runs <paramref name="finish"/> when all that has arrived is handed on. Later reports are dropped.</summary>
    public void Finish(Action finish)
    {
        lock (_reports)
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
            (uint Parameter, byte[] Value) report;
            Action? finish = null;
            lock (_reports)
            {
                if (!_reports.TryDequeue(out report))
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

            Hand(report.Parameter, report.Value);
        }
    }

    private void Hand(uint parameter, byte[] value)
    {
        try
        {
            // What is not handed on is read all the same, so that the references in it are given back.
            if (_sinks.TryGetValue(parameter, out Action<ValueReader, bool>? sink))
            {
                bool wanted = Failure is null && !_stopped;
                _session.Read(new ReadOnlySequence<byte>(value), reader => sink(reader, wanted));
            }
        }
        catch (Exception e)
        {
            Failure ??= e;
        }

        if (++_uncredited < ReportsPerCredit) return;
        _uncredited = 0;
        _session.SendControl(FrameKind.ProgressCredit, new ProgressCredit { Sequence = Sequence, Reports = ReportsPerCredit });
    }
}
