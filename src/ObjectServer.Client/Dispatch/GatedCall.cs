namespace ObjectServer.Dispatch;

/// <summary>A call that an <see cref="ObjectGate"/> lets in.</summary>
internal abstract class GatedCall
{
    /// <summary>The chain of calls it belongs to; 0 for none. Changed only by <see cref="ObjectGate.Adopt"/> once it has entered.</summary>
    public ulong Chain { get; set; }

    /// <summary>The chain that it counts for inside; the gate's own mark.</summary>
    public ulong CountedChain { get; set; }

    /// <summary>It may run together with other read-only calls.</summary>
    public bool IsReadOnly { get; protected set; }

    /// <summary>It entered because its chain was inside; the gate's own mark.</summary>
    public bool EnteredByChain { get; set; }

    /// <summary>Where it waits; null when it does not. The gate's own mark.</summary>
    public LinkedListNode<WaitingCall>? Place { get; set; }

    /// <summary>When it began to run, by its gate's clock; 0 before. The gate's own mark.</summary>
    public long Begun { get; set; }

    /// <summary>Its outcome is known before it ran: it is passed over.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>It waits however many do: it is this side's own, and is nobody's to make again.</summary>
    public virtual bool IsOwn => false;

    /// <summary>What is called and by whom, for those who wait for it. Asked only while the call enters, or is inside.</summary>
    public abstract string Errand { get; }

    /// <summary>As who looks at the server sees it; null when it is over. Asked while it waits at a gate, or is inside.</summary>
    /// <param name="age">For how long it has waited, or been inside.</param>
    /// <param name="isRunning">It is inside, and has begun.</param>
    public virtual CallSight? Look(TimeSpan age, bool isRunning) => new(Errand, 0, null, isRunning, age);

    /// <summary>Runs the call, on another thread.</summary>
    public abstract void Start();

    /// <summary>The call was not let in, and does not wait: it never runs. Not called when it <see cref="IsOwn"/>.</summary>
    public abstract void Refuse(LimitExceededException reason);
}
