using System.Runtime.InteropServices;

namespace ObjectServer.Client.Session;

/// <summary>
/// Wakes one thread up, which waits for it: once for each wait. A thread has one of its own, which it uses again for every wait. On Linux
/// the thread sleeps on a futex: half of what a monitor costs, and most calls of many threads are little more than this.
/// </summary>
internal sealed unsafe partial class ThreadSignal
{
    private const int Idle = 0;
    private const int Set = 1;
    private const int Asleep = 2;
    private const int WaitPrivate = 128;
    private const int WakePrivate = 129;

    private static readonly nint FutexCall = FutexNumber();

    [ThreadStatic]
    private static ThreadSignal? _mine;

    // Outside the collected heap, where it stays in its place, on a cache line of its own.
    private readonly int* _state = (int*)NativeMemory.AlignedAlloc(64, 64);

    // What is waited on where there is no futex.
    private readonly object _elsewhere = new();

    private ThreadSignal() => *_state = Idle;

    ~ThreadSignal() => NativeMemory.AlignedFree(_state);

    /// <summary>The calling thread's.</summary>
    public static ThreadSignal Mine => _mine ??= new ThreadSignal();

    /// <summary>
    /// Waits until <see cref="Raise"/> has been called since the last wait ended. For the thread whose signal it is, which asks again for
    /// what it waits for: it may have been raised for the sake of an earlier wait.
    /// </summary>
    public void Wait()
    {
        if (Interlocked.CompareExchange(ref *_state, Asleep, Idle) == Idle) Sleep();

        // A full fence: whoever raises it from here on finds it idle, or the thread sees why it was raised.
        Interlocked.Exchange(ref *_state, Idle);
    }

    /// <summary>Lets the thread's wait end, the one under way or the next. Any thread may call this.</summary>
    public void Raise()
    {
        if (Interlocked.Exchange(ref *_state, Set) == Asleep) Wake();

        // The state must outlive the thread that has just seen it.
        GC.KeepAlive(this);
    }

    private void Sleep()
    {
        if (FutexCall != 0)
        {
            // It returns for other reasons, too: signals, for one.
            while (Volatile.Read(ref *_state) == Asleep) Futex(FutexCall, _state, WaitPrivate, Asleep, null, null, 0);
            return;
        }

        lock (_elsewhere)
        {
            while (Volatile.Read(ref *_state) == Asleep) Monitor.Wait(_elsewhere);
        }
    }

    private void Wake()
    {
        if (FutexCall != 0)
        {
            Futex(FutexCall, _state, WakePrivate, 1, null, null, 0);
            return;
        }

        lock (_elsewhere) Monitor.Pulse(_elsewhere);
    }

    // The kernel's number of the call; 0 where there is none to be used.
    private static nint FutexNumber()
    {
        if (!OperatingSystem.IsLinux()) return 0;
        return RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 202,
            Architecture.Arm64 => 98,
            _ => 0,
        };
    }

    [LibraryImport("libc", EntryPoint = "syscall")]
    private static partial nint Futex(nint number, int* word, int operation, int value, void* time, void* second, int third);
}
