using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Telemetry;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Calls a synchronous member: the one place where a thread waits for the server, because the contract says so. The thread is woken
/// by the link's reader itself and needs no free thread of the pool.
/// </summary>
/// <typeparam name="T">What the call brings back, as <see cref="ContractMember.OutcomeType"/>; anything for nothing.</typeparam>
internal sealed class BlockingCaller<T>(ContractMember member) : MemberCaller(member)
{
    // Resolved at the first call: contracts may mention each other in circles.
    private ValueCodec<T>? Codec => field ??= (ValueCodec<T>?)Member.OutcomeCodec;

    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments) => MadeCall.AreWatched ? CallWatched(proxy, arguments) : CallPlain(proxy, arguments);

    private object? CallPlain(SharedProxy proxy, object?[] arguments) =>
        proxy.Binding is { } binding ? CallBound(binding, proxy, arguments) : CallOnce(proxy, arguments);

    // However often it is sent again, it is one call.
    private object? CallWatched(SharedProxy proxy, object?[] arguments)
    {
        var watched = MadeCall.Begin(Member, proxy.Handle.Session.PeerAddress);
        try
        {
            object? result = CallPlain(proxy, arguments);
            watched.End(null);
            return result;
        }
        catch (Exception e)
        {
            watched.End(e);
            throw;
        }
    }

    private object? CallBound(NamedBinding binding, SharedProxy proxy, object?[] arguments)
    {
        while (true)
        {
            RemoteHandle handle = proxy.Handle;
            try
            {
                return CallOnce(proxy, arguments);
            }
            catch (ServerUnavailableException e) when (NamedBinding.CanRetry(handle, e))
            {
                // Rare and slow in any case: on the pool, whatever the calling thread is.
                Task.Run(() => binding.RenewAsync(proxy, handle, CancellationToken.None)).GetAwaiter().GetResult();
            }
        }
    }

    private object? CallOnce(SharedProxy proxy, object?[] arguments)
    {
        OutgoingCall call = Prepare(proxy, arguments);
        SessionSide session = call.Session;
        var pending = new BlockingCall { Session = session, Progress = call.Progress, Exported = call.Exported, CanRead = call.EndsWithAnswerOnly };
        try
        {
            if (call.Cancel.IsCancellationRequested) throw call.Unsent();
            if (!session.Calls.TryEnter()) call.AwaitPlace();
        }
        catch
        {
            call.Drop();
            throw;
        }

        if (Member.OneWay)
        {
            call.Send(new OneWayCall { Session = session, Exported = call.Exported });
            return null;
        }

        using var limits = CallLimits.Start(pending, call);
        ReceivedPayload payload;
        try
        {
            payload = pending.Wait();
        }
        catch (Exception e) when (limits.Deadline is { } deadline && deadline.Claims(e))
        {
            throw deadline.Failure(e);
        }
        catch (OperationCanceledException e) when (call.Cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(e.Message, e, call.Cancel).Mark(e.GetCallOutcome());
        }

        if (limits.Deadline is { HasPassed: true } passed)
        {
            session.References.GiveBack(payload);
            throw passed.Late();
        }

        using (payload)
        {
            GC.KeepAlive(proxy);
            if (Codec is null) return null;
            object? result = session.Read(Codec, payload);
            return proxy.Limit is { } limit ? limit.Apply(result) : result;
        }
    }
}
