using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace ObjectServer.Dispatch;

/// <summary>
/// Where CPU-bound members run: as many threads as cores, at a lower priority of the operating system, so that the rest of the
/// server answers at once while all of them compute. What such a member awaits continues here. The queue is bounded by the credits
/// of the sessions whose calls are in it.
/// </summary>
internal sealed partial class CpuLane : SynchronizationContext, IDisposable
{
    // Half way down the range of nice values: well behind everything at the default, still ahead of background jobs at 19.
    private const int Nice = 10;

    private readonly BlockingCollection<(SendOrPostCallback Work, object? State)> _queue = [];
    private readonly Thread[] _threads;
    private int _running;

    /// <param name="threads">How many threads; 0 for as many as the machine has cores.</param>
    public CpuLane(int threads)
    {
        _threads = new Thread[threads == 0 ? Environment.ProcessorCount : threads];
        for (int i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Run) { IsBackground = true, Name = $"CPU lane {i}", Priority = ThreadPriority.BelowNormal };
            _threads[i].Start();
        }
    }

    /// <summary>How many threads it has.</summary>
    public int Threads => _threads.Length;

    /// <summary>How many of them work at the moment.</summary>
    public int Running => Volatile.Read(ref _running);

    /// <summary>How many pieces of work wait for a thread.</summary>
    public int Waiting => _queue.Count;

    /// <inheritdoc/>
    public override void Post(SendOrPostCallback d, object? state)
    {
        try
        {
            _queue.Add((d, state));
        }
        catch (InvalidOperationException)
        {
            // The server has stopped: what is still awaited may end on the thread pool.
            ThreadPool.QueueUserWorkItem(static work => work.d(work.state), (d, state), preferLocal: false);
        }
    }

    /// <inheritdoc/>
    public override void Send(SendOrPostCallback d, object? state) => d(state);

    /// <inheritdoc/>
    public override SynchronizationContext CreateCopy() => this;

    /// <inheritdoc/>
    public void Dispose() => _queue.CompleteAdding();

    private void Run()
    {
        LowerPriority();
        SetSynchronizationContext(this);
        ExecutionContext? clean = ExecutionContext.Capture();
        foreach ((SendOrPostCallback work, object? state) in _queue.GetConsumingEnumerable())
        {
            Interlocked.Increment(ref _running);
            work(state);
            Interlocked.Decrement(ref _running);

            // What one call left in its context is not the next one's.
            if (clean is not null) ExecutionContext.Restore(clean);
        }
    }

    private static void LowerPriority()
    {
        // .NET does not carry thread priorities over to Linux; a thread's nice value is its own there, and lowering needs no right.
        if (OperatingSystem.IsLinux()) _ = SetPriority(which: 0, who: 0, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);
}
