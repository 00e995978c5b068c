namespace ObjectServer.Dispatch;

/// <content>Chains whose calls may come and go while a call that is inside lets them.</content>
internal sealed partial class ObjectGate
{
    /// <summary>Whether a call of the chain is inside.</summary>
    public bool Holds(ulong chain)
    {
        lock (this) return IsInside(chain);
    }

    /// <summary>A call that is inside lets calls of another chain in as well, until <see cref="Close"/>.</summary>
    public void Open(ulong chain)
    {
        lock (this) CountChain(chain);
    }

    /// <summary>It does not any more; those that are inside stay.</summary>
    public void Close(ulong chain)
    {
        lock (this) UncountChain(chain);
    }

    private bool IsInside(ulong chain) => _chainsInside?.ContainsKey(chain) == true;

    private void CountChain(ulong chain)
    {
        _chainsInside ??= [];
        _chainsInside[chain] = _chainsInside.GetValueOrDefault(chain) + 1;
    }

    private void UncountChain(ulong chain)
    {
        if (--_chainsInside![chain] == 0) _chainsInside.Remove(chain);
    }
}
