namespace ObjectServer.Dispatch.Statistics;

/// <summary>
/// Which call a thread runs at the moment: written by that thread alone, in a few nanoseconds, and looked at by a watchdog; and which stripe of each
/// histogram it counts in. There are as many as there are threads that have run calls.
/// </summary>
internal sealed class RunningSlot
{
    /// <summary>The stripe of all threads that have none of their own; those with smaller numbers have one thread each.</summary>
    public const int SharedStripe = 8;

    private static readonly List<WeakReference<RunningSlot>> Known = [];
    private static readonly bool[] Taken = new bool[SharedStripe];

    [ThreadStatic]
    private static RunningSlot? _mine;

    private MemberStatistics? _member;
    private ulong _object;
    private long _since;

    private RunningSlot(int stripe) => Stripe = stripe;

    /// <summary>Gives the stripe of a thread that has ended to the next one.</summary>
    ~RunningSlot()
    {
        if (Stripe == SharedStripe) return;
        lock (Taken) Taken[Stripe] = false;
    }

    /// <summary>The stripe of histograms that the thread counts in.</summary>
    public int Stripe { get; }

    /// <summary>The calling thread's.</summary>
    public static RunningSlot Mine => _mine ??= Register();

    /// <summary>What all threads run at the moment.</summary>
    /// <param name="statistics">Of which objects.</param>
    public static List<RunningCall> All(CallStatistics statistics)
    {
        var all = new List<RunningCall>();
        lock (Known)
        {
            foreach (WeakReference<RunningSlot> one in Known)
            {
                if (one.TryGetTarget(out RunningSlot? slot) && slot.Read() is { } call && call.Member.All == statistics) all.Add(call);
            }
        }

        return all;
    }

    /// <summary>The thread runs a call from now on. False when it runs another one already, which it stays with.</summary>
    public bool TryEnter(in RunningCall call)
    {
        if (_member is not null) return false;
        _since = call.Since;
        _object = call.Object;
        Volatile.Write(ref _member, call.Member);
        return true;
    }

    /// <summary>It does not any more.</summary>
    public void Leave() => Volatile.Write(ref _member, null);

    private RunningCall? Read()
    {
        // Another call may begin meanwhile: one that has begun since then began at another time.
        if (Volatile.Read(ref _member) is not { } member) return null;
        long since = Volatile.Read(ref _since);
        ulong id = Volatile.Read(ref _object);
        return Volatile.Read(ref _member) == member && Volatile.Read(ref _since) == since ? new RunningCall(member, id, since) : null;
    }

    private static RunningSlot Register()
    {
        var slot = new RunningSlot(TakeStripe());
        lock (Known)
        {
            // Those of threads that have ended.
            Known.RemoveAll(static one => !one.TryGetTarget(out _));
            Known.Add(new WeakReference<RunningSlot>(slot));
        }

        return slot;
    }

    private static int TakeStripe()
    {
        lock (Taken)
        {
            int free = Array.IndexOf(Taken, false);
            if (free < 0) return SharedStripe;
            Taken[free] = true;
            return free;
        }
    }
}
