namespace ObjectServer.Memory;

/// <summary>
/// The faster way to copy, of a proxy of shared memory: it is asked for once, and once more when the proxy has found the object of its name in a
/// server that was started anew. Calls may overlap.
/// </summary>
/// <param name="origin">The proxy.</param>
internal sealed class TransferSource(IMemoryOrigin origin)
{
    private Opened? _opened;

    /// <summary>The way to the object that the proxy has now; null where there is none.</summary>
    public async ValueTask<IMemoryTransfer?> GetAsync(CancellationToken cancel)
    {
        while (true)
        {
            ObjectReference wanted = origin.Reference;
            Opened? known = Volatile.Read(ref _opened);
            if (known is not null && known.Of == wanted) return known.Transfer;
            IMemoryTransfer? transfer = await origin.OpenTransferAsync(cancel).ConfigureAwait(false);

            // The way to what the proxy had before may still be in use, and goes by itself.
            if (ReferenceEquals(Interlocked.CompareExchange(ref _opened, new Opened(wanted, transfer), known), known)) return transfer;

            // Another one was first.
            Drop(transfer);
        }
    }

    /// <summary>Takes what is open out, to be dropped.</summary>
    public IMemoryTransfer? Take() => Interlocked.Exchange(ref _opened, null)?.Transfer;

    /// <summary>Gives a proxy back, without waiting for that.</summary>
    public static void Drop(IMemoryTransfer? transfer)
    {
        if (transfer is IAsyncDisposable proxy) _ = proxy.DisposeAsync().AsTask();
    }

    private sealed record Opened(ObjectReference Of, IMemoryTransfer? Transfer);
}
