using BenchmarkDotNet.Attributes;
using ObjectServer.Client.Session;

namespace ObjectServer.Benchmarks.Parts;

/// <summary>Two threads wake each other up in turn: by our signal, and by the monitor of an object. A figure is one such wake-up.</summary>
public class WakeUps
{
    private const int RoundTrips = 2000;

    private readonly object _gate = new();
    private ThreadSignal _first = null!;
    private ThreadSignal _second = null!;
    private int _turn;

    /// <summary>By our signal.</summary>
    [Benchmark(OperationsPerInvoke = 2 * RoundTrips)]
    public int Ours()
    {
        using var ready = new ManualResetEventSlim();
        _turn = 0;
        _first = ThreadSignal.Mine;
        var partner = new Thread(() =>
        {
            _second = ThreadSignal.Mine;
            ready.Set();
            Answer(1, _second, _first);
        });
        partner.Start();
        ready.Wait();
        Answer(0, _first, _second);
        partner.Join();
        return _turn;
    }

    /// <summary>By a monitor.</summary>
    [Benchmark(OperationsPerInvoke = 2 * RoundTrips)]
    public int Theirs()
    {
        _turn = 0;
        var partner = new Thread(() => AnswerByMonitor(1));
        partner.Start();
        AnswerByMonitor(0);
        partner.Join();
        return _turn;
    }

    private void Answer(int side, ThreadSignal mine, ThreadSignal other)
    {
        for (int i = 0; i < RoundTrips; i++)
        {
            while (Volatile.Read(ref _turn) % 2 != side) mine.Wait();
            Interlocked.Increment(ref _turn);
            other.Raise();
        }
    }

    private void AnswerByMonitor(int side)
    {
        for (int i = 0; i < RoundTrips; i++)
        {
            lock (_gate)
            {
                while (_turn % 2 != side) Monitor.Wait(_gate);
                _turn++;
                Monitor.Pulse(_gate);
            }
        }
    }
}
