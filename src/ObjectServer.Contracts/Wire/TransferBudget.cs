namespace ObjectServer.Wire;

/// <summary>How much of what has arrived for one purpose is not used yet. Guarded by its owner's lock.</summary>
internal sealed class TransferBudget(IncomingTransfers owner, long bytes)
{
    /// <summary>Transfers that wait for room, in order.</summary>
    public LinkedList<IncomingTransfer> Waiting { get; } = new();

    /// <summary>Bytes granted and not yet used.</summary>
    public long Taken { get; set; }

    /// <summary>Whether there is room for so many bytes; a single larger transfer fits alone.</summary>
    public bool Fits(long length) => Taken == 0 || Taken + length <= bytes;

    /// <summary>Bytes of a completed transfer have been used.</summary>
    public void GiveBack(long used) => owner.GiveBack(this, used);
}
