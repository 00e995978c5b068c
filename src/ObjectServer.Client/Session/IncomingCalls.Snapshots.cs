using ObjectServer.Dispatch;
using ObjectServer.Objects;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <content>Snapshots: calls that read several properties of their object.</content>
internal sealed partial class IncomingCalls
{
    /// <summary>Takes a snapshot in. Only the reader of the calls lane does, which has numbered it.</summary>
    /// <param name="sequence">Its number.</param>
    /// <param name="asked">What is to be read.</param>
    /// <param name="trace">The trace that it belongs to.</param>
    public void OnSnapshot(ulong sequence, SnapshotObject asked, in TraceContext trace)
    {
        if (Refusal(asked, out SharedObject? target, out SnapshotInvoker? invoker) is { } refusal)
        {
            _ = WasCancelledBefore(sequence);
            SendError(sequence, refusal, ofUser: false, oneWay: false);
            return;
        }

        SessionCall call = TakeCall();
        call.Begin(new CallFrame { Sequence = sequence, Object = asked.Object, Chain = asked.Chain, Depth = asked.Depth, Trace = trace }, target!, invoker!);
        List(call);
        if (WasCancelledBefore(sequence) || _side.Ended.IsCancellationRequested) call.Cancel();
        InOrder(call, asked.Object, default);
        if (_side.Ended.IsCancellationRequested) call.Cancel();
    }

    /// <summary>Why it cannot be taken; null, with its object pinned, when it can.</summary>
    private Exception? Refusal(SnapshotObject asked, out SharedObject? target, out SnapshotInvoker? invoker)
    {
        invoker = null;
        target = Home.Objects.Find(asked.Object);
        if (target is null || !target.TryPin()) return new ObjectGoneException(new ObjectReference(Home.Identity.Id, Home.Identity.Generation, asked.Object, 0));
        Exception? refusal = Denial?.Invoke(target) is { } denial ? denial
            : Home.IsDraining()
            ? new ServerUnavailableException("The server is draining and takes no new calls; this snapshot was not taken.")
            : Refusal(asked.Chain, asked.Depth, target, "for a snapshot");
        try
        {
            if (refusal is null) invoker = SnapshotInvoker.Of(target.Type, asked.Members);
        }
        catch (ObjectServerException e)
        {
            refusal = e;
        }

        if (refusal is not null) target.Unpin();
        return refusal;
    }
}
