namespace ObjectServer.Wire;

/// <summary>One transfer on its way to this side. Guarded by <see cref="IncomingTransfers"/>, its chunks by itself.</summary>
internal sealed class IncomingTransfer(ulong number, long length, TransferBudget budget, Action<ReceivedPayload> completed)
{
    public ulong Number { get; } = number;

    public long Length { get; } = length;

    public TransferBudget Budget { get; } = budget;

    public Action<ReceivedPayload> Completed { get; } = completed;

    public ReceivedChunks? Chunks { get; set; }

    public LinkedListNode<IncomingTransfer>? Waiting { get; set; }

    public bool Forgotten { get; set; }
}
