using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;

namespace ObjectServer.Client.Batches;

/// <summary>Runs the calls of a batch as ordinary ones that leave together.</summary>
/// <param name="session">The session that carries them.</param>
/// <param name="calls">The calls.</param>
internal sealed class PlainRun(ClientSession session, IReadOnlyList<RecordedCall> calls)
{
    // Null for a call that was cancelled before it was its turn to be sent.
    private readonly PendingCall?[] _pending = new PendingCall?[calls.Count];
    private int _sent;

    /// <summary>Completes when the outcome of each call is known.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        OutgoingCall[] outgoing = Encode();
        Exception? unsent = await SendAsync(outgoing, cancel).ConfigureAwait(false);
        var limits = new CallLimits[_sent];
        for (int i = 0; i < _sent; i++) limits[i] = _pending[i] is { } pending ? CallLimits.Watch(pending, outgoing[i]) : default;
        using (cancel.UnsafeRegister(static run => ((PlainRun)run!).Cancel(), this))
        {
            for (int i = 0; i < _sent; i++)
            {
                if (_pending[i] is not null) await calls[i].EndAsync().ConfigureAwait(false);
                limits[i].Dispose();
            }
        }

        for (int i = _sent; i < calls.Count; i++) calls[i].Result.SkipFor(unsent!);
    }

    private OutgoingCall[] Encode()
    {
        var outgoing = new OutgoingCall[calls.Count];
        int encoded = 0;
        try
        {
            for (; encoded < outgoing.Length; encoded++) outgoing[encoded] = calls[encoded].Encode();
            return outgoing;
        }
        catch (Exception e)
        {
            for (int i = 0; i < encoded; i++) outgoing[i].Drop();
            foreach (RecordedCall call in calls) call.Result.SkipFor(e);
            throw;
        }
    }

    /// <summary>Sends the calls, as far as they can be; why the others could not.</summary>
    private async Task<Exception?> SendAsync(OutgoingCall[] outgoing, CancellationToken cancel)
    {
        int dropped = 0;
        try
        {
            cancel.ThrowIfCancellationRequested();
            for (; _sent < outgoing.Length; _sent++)
            {
                CancellationToken own = outgoing[_sent].Cancel;
                if (own.IsCancellationRequested)
                {
                    dropped = _sent + 1;
                    outgoing[_sent].Drop();
                    calls[_sent].Result.Fail(outgoing[_sent].Unsent());
                    continue;
                }

                if (!session.Calls.TryEnter())
                {
                    // Places come free as those are answered that have one.
                    session.Calls.Flush();
                    await session.Calls.EnterAsync(outgoing[_sent].Timeout, calls[_sent].Member, cancel).ConfigureAwait(false);
                }

                // From here on what it holds is not this one's to let go.
                dropped = _sent + 1;
                PendingCall pending = calls[_sent].Await(outgoing[_sent]);
                outgoing[_sent].Append(pending);
                _pending[_sent] = pending;
            }

            return null;
        }
        catch (Exception e)
        {
            foreach (OutgoingCall call in outgoing.AsSpan(Math.Max(dropped, _sent))) call.Drop();
            return e;
        }
        finally
        {
            if (_sent > 0) session.Calls.Flush();
        }
    }

    // The last one first: else one would begin because that before it has just been cancelled.
    private void Cancel()
    {
        for (int i = _sent - 1; i >= 0; i--)
        {
            if (_pending[i] is { IsSettled: false } pending) session.Calls.Cancel(pending);
        }
    }
}
