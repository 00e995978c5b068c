using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Session;

/// <summary>
/// A call whose thread waits no longer than its time limit. A result that comes later is read all the same, on the thread pool, so that the
/// references in it are given back.
/// </summary>
/// <typeparam name="T">What the call results in.</typeparam>
/// <param name="codec">Reads the result; null for a call without one.</param>
internal sealed class LimitedBlockingCall<T>(ValueCodec<T>? codec) : BlockingCall
{
    /// <inheritdoc/>
    protected override void Discard(ReceivedPayload payload)
    {
        if (codec is null) payload.Dispose();
        else ThreadPool.UnsafeQueueUserWorkItem(static late => late.Call.Read(late.Payload), (Call: this, Payload: payload), preferLocal: false);
    }

    private void Read(ReceivedPayload payload)
    {
        try
        {
            using (payload) _ = Session.Read(codec!, payload);
        }
        catch (Exception)
        {
            // Nobody waits for this result: that it cannot be read is nobody's concern either.
        }
    }
}
