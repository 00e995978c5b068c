using System.Diagnostics;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Proxy;

/// <summary>Calls a member that returns a task. Whatever goes wrong is in the task.</summary>
/// <typeparam name="T">What the task results in; anything for a task without result.</typeparam>
internal class TaskCaller<T>(ContractMember member) : MemberCaller(member)
{
    // Resolved at the first call: contracts may mention each other in circles.
    private ValueCodec<T>? Codec => field ??= (ValueCodec<T>?)Member.ResultCodec;

    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments) => Start(proxy, arguments);

    /// <summary>Makes the call.</summary>
    /// <param name="proxy">Of the object.</param>
    /// <param name="arguments">The member's.</param>
    /// <param name="cancel">Cancels the call, whatever token is among the arguments; none where it cannot be cancelled.</param>
    protected Task<T> Start(SharedProxy proxy, object?[] arguments, CancellationToken cancel = default)
    {
        try
        {
            OutgoingCall call = Prepare(proxy, arguments);
            if (cancel.CanBeCanceled) call.Cancel = cancel;
            if (call.Cancel.IsCancellationRequested)
            {
                call.Drop();
                return Task.FromCanceled<T>(call.Cancel);
            }

            if (Member.OneWay) return SendOnlyAsync(proxy, call);
            var pending = new AwaitedCall<T>(Codec) { Session = call.Session, Progress = call.Progress, Exported = call.Exported };
            if (!call.Session.Calls.TryEnter()) return SendLaterAsync(proxy, pending, call);
            if (!call.Cancel.CanBeCanceled && call.Timeout == Timeout.InfiniteTimeSpan && call.Exported is null)
            {
                call.Send(pending);
                return Keep(proxy, pending.Task);
            }

            return LimitAsync(proxy, pending, call);
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    // The object must not be released while a call of it is under way, even when its caller drops the proxy meanwhile: the call was
    // sent before any release could be, and the server pins what it calls. So nothing is to be kept here.
    [DebuggerStepThrough]
    private static Task<T> Keep(SharedProxy proxy, Task<T> task)
    {
        GC.KeepAlive(proxy);
        return task;
    }

    private static async Task<T> SendOnlyAsync(SharedProxy proxy, OutgoingCall call)
    {
        if (!call.Session.Calls.TryEnter())
        {
            try
            {
                await call.Session.Calls.EnterAsync(call.Cancel).ConfigureAwait(false);
            }
            catch
            {
                call.Drop();
                throw;
            }
        }

        call.Send(new OneWayCall { Session = call.Session, Exported = call.Exported });

        // Not before: were the proxy collected while the call waits for its place, its release would go first.
        GC.KeepAlive(proxy);
        return default!;
    }

    private static async Task<T> SendLaterAsync(SharedProxy proxy, AwaitedCall<T> pending, OutgoingCall call)
    {
        try
        {
            await call.Session.Calls.EnterAsync(call.Cancel).ConfigureAwait(false);
        }
        catch
        {
            call.Drop();
            throw;
        }

        return await LimitAsync(proxy, pending, call).ConfigureAwait(false);
    }

    private static async Task<T> LimitAsync(SharedProxy proxy, AwaitedCall<T> pending, OutgoingCall call)
    {
        using var limits = CallLimits.Start(pending, call);
        T result;
        try
        {
            result = await pending.Task.ConfigureAwait(false);
        }
        catch (Exception e) when (limits.Deadline is { HasPassed: true })
        {
            throw limits.Deadline.Failure(e);
        }
        catch (OperationCanceledException e) when (call.Cancel.IsCancellationRequested && e.CancellationToken != call.Cancel)
        {
            throw new OperationCanceledException(e.Message, e, call.Cancel);
        }
        finally
        {
            GC.KeepAlive(proxy);
        }

        return limits.Deadline is { HasPassed: true } passed ? throw passed.Failure(null) : result;
    }
}
