using System.Buffers;
using Google.Protobuf;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Batches;

/// <summary>Runs the calls of a batch as one.</summary>
/// <param name="session">The session that carries them.</param>
/// <param name="calls">The calls.</param>
internal sealed class AtomicRun(ClientSession session, IReadOnlyList<RecordedCall> calls)
{
    // What a call has around its arguments, amply, for sums that must not overflow.
    private const int BytesPerCall = 64;

    private readonly List<Exports> _exports = [];
    private bool _sent;

    /// <summary>Completes when the outcome of each call is known.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var batch = new CallBatch();
        try
        {
            Write(batch);
            var request = new Request { Batch = batch };
            BatchReply reply = await ChainedRequest.SendAsync(
                session, request, new BatchReplyCodec(session, calls), $"An atomic batch of {calls.Count} calls", () => _sent = true, cancel).ConfigureAwait(false);
            Take(reply);
        }
        catch (Exception e)
        {
            foreach (RecordedCall call in calls)
            {
                if (_sent) call.Result.Fail(e);
                else call.Result.SkipFor(e);
            }

            throw;
        }
        finally
        {
            if (!_sent && batch.Transfer != 0) session.Outgoing.Drop(batch.Transfer);
            foreach (Exports exported in _exports)
            {
                if (_sent) exported.Unpin();
                else exported.Undo(session.References);
            }
        }
    }

    private void Write(CallBatch batch)
    {
        var asked = new BatchCalls();
        long bytes = 0;
        foreach (RecordedCall call in calls)
        {
            BatchCall written = Write(call);
            asked.Calls.Add(written);
            bytes += written.Arguments.Length + written.Expected.Length + BytesPerCall;
            Demand(bytes);
        }

        bytes = asked.CalculateSize();
        Demand(bytes);
        if (bytes <= session.SendInlineBytes)
        {
            batch.Calls = asked.ToByteString();
            return;
        }

        var payload = new PayloadBuffer();
        asked.WriteTo(payload);
        batch.TransferBytes = (ulong)payload.Length;
        batch.Transfer = session.Outgoing.Add(payload);
    }

    private BatchCall Write(RecordedCall call)
    {
        OutgoingCall written = call.Encode();
        if (written.Exported is not null) _exports.Add(written.Exported);
        Pin(call.Handle);
        var message = new BatchCall
        {
            Object = call.Handle.Reference.ObjectId,
            Member = call.Member.Id,
            Arguments = UnsafeByteOperations.UnsafeWrap(written.Payload.AsSequence().ToArray()),
        };
        if (call.EncodeExpected() is { } expected) message.Expected = UnsafeByteOperations.UnsafeWrap(expected);
        if (written.TypeArguments is { } types) message.TypeArguments.AddRange(types);
        CallValues.Recycle(written.Payload);
        return message;
    }

    // Released meanwhile, the object is kept until the batch has ended: it may wait for others.
    private void Pin(RemoteHandle handle)
    {
        Exports? outer = Exports.Begin();
        Exports.NotePinned(handle);
        _exports.Add(Exports.End(outer)!);
    }

    private void Demand(long bytes)
    {
        if (bytes > session.SendLimit.MaxBytes)
            throw new LimitExceededException(session.SendLimit.OptionName, session.SendLimit.MaxBytes, bytes, "The calls of an atomic batch together");
    }

    private void Take(BatchReply reply)
    {
        for (int i = 0; i < calls.Count; i++)
        {
            if (i < reply.Results.Count) reply.Results[i]();
            else if (i == reply.Failed && reply.Error is { } error) calls[i].Result.Fail(error);
            else calls[i].Result.SkipFor(reply.Error ?? new ProtocolException("The server answered a batch with fewer results than calls."));
        }
    }
}
