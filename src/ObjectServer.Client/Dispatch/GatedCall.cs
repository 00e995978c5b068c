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
    public LinkedListNode<GatedCall>? Place { get; set; }

    /// <summary>Its outcome is known before it ran: it is passed over.</summary>
    public abstract bool IsAbandoned { get; }

    /// <summary>Runs the call, on another thread.</summary>
    public abstract void Start();
}
