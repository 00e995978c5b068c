namespace ObjectServer.Dispatch;

/// <content>Chains whose calls may come and go while a call that is inside lets them.</content>
internal sealed partial class ObjectGate
{
    /// <summary>Whether a call of the chain is inside.</summary>
    public bool Holds(ulong chain)
    {
        lock (_gate) return _chainsInside.ContainsKey(chain);
    }

    /// <summary>A call that is inside lets calls of another chain in as well, until <see cref="Close"/>.</summary>
    public void Open(ulong chain)
    {
        lock (_gate) _chainsInside[chain] = _chainsInside.GetValueOrDefault(chain) + 1;
    }

    /// <summary>It does not any more; those that are inside stay.</summary>
    public void Close(ulong chain)
    {
        lock (_gate)
        {
            if (--_chainsInside[chain] == 0) _chainsInside.Remove(chain);
        }
    }
}
