using System.Collections.Concurrent;
using ObjectServer.Session.Batches;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <content>Atomic batches of calls. The others are ordinary calls that come together.</content>
internal sealed partial class ServerSession
{
    private readonly ConcurrentDictionary<ulong, AtomicBatch> _batches = new();

    /// <summary>A batch is over.</summary>
    public void Forget(AtomicBatch batch) => _batches.TryRemove(batch.Sequence, out _);

    private void OnBatch(ulong sequence, CallBatch asked, in TraceContext trace)
    {
        var batch = new AtomicBatch(this, sequence, asked.Chain, asked.Depth, trace);
        _batches[sequence] = batch;
        if (Served.WasCancelledBefore(sequence) || Ended.IsCancellationRequested) batch.Cancel();
        if (asked.Transfer == 0)
        {
            batch.Submit(asked.Calls.Memory);
        }
        else if (asked.TransferBytes > (ulong)Server.Limit.MaxBytes)
        {
            RefuseTransfer(asked.Transfer);
            batch.Refuse(new LimitExceededException(
                Server.Limit.OptionName, Server.Limit.MaxBytes, (long)Math.Min(asked.TransferBytes, long.MaxValue), "The batch"));
        }
        else
        {
            // The reader of the bulk lane only hands it on.
            Incoming.Announce(
                asked.Transfer,
                asked.TransferBytes,
                asked.Depth > 0 ? TransferPurpose.ChainedCall : TransferPurpose.Call,
                payload => ThreadPool.UnsafeQueueUserWorkItem(static state => state.batch.Submit(state.payload), (batch, payload), preferLocal: false));
        }

        if (Ended.IsCancellationRequested) batch.Cancel();
    }

    private bool TryCancelBatch(ulong sequence)
    {
        if (!_batches.TryGetValue(sequence, out AtomicBatch? batch)) return false;
        batch.Cancel();
        return true;
    }

    // Before anything else ends: what then leaves an object must not let a batch of this session in.
    private void KeepBatchesOut()
    {
        foreach (AtomicBatch batch in _batches.Values) batch.KeepOut();
    }

    private void EndBatches()
    {
        foreach (AtomicBatch batch in _batches.Values) batch.Cancel();
    }
}
