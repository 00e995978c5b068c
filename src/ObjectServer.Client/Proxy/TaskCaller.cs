using System.Diagnostics;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Telemetry;
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
    protected Task<T> Start(SharedProxy proxy, object?[] arguments, CancellationToken cancel = default) =>
        MadeCall.AreWatched ? StartWatchedAsync(proxy, arguments, cancel) : StartPlain(proxy, arguments, cancel);

    // However often it is sent again, it is one call. What goes wrong is in the task.
    private async Task<T> StartWatchedAsync(SharedProxy proxy, object?[] arguments, CancellationToken cancel) =>
        await MadeCall.WatchAsync(Member, proxy.Handle.Session.PeerAddress, () => StartPlain(proxy, arguments, cancel)).ConfigureAwait(false);

    private Task<T> StartPlain(SharedProxy proxy, object?[] arguments, CancellationToken cancel) =>
        proxy.Binding is { } binding ? StartBoundAsync(binding, proxy, arguments, cancel) : StartOnce(proxy, arguments, cancel);

    private async Task<T> StartBoundAsync(NamedBinding binding, SharedProxy proxy, object?[] arguments, CancellationToken cancel)
    {
        while (true)
        {
            RemoteHandle handle = proxy.Handle;
            try
            {
                return await StartOnce(proxy, arguments, cancel).ConfigureAwait(false);
            }
            catch (ServerUnavailableException e) when (NamedBinding.CanRetry(handle, e))
            {
                await binding.RenewAsync(proxy, handle, cancel).ConfigureAwait(false);
            }
        }
    }

    private Task<T> StartOnce(SharedProxy proxy, object?[] arguments, CancellationToken cancel)
    {
        try
        {
            OutgoingCall call = Prepare(proxy, arguments);
            if (cancel.CanBeCanceled) call.Cancel = cancel;
            if (call.Cancel.IsCancellationRequested)
            {
                call.Drop();
                throw call.Unsent();
            }

            if (Member.OneWay) return SendOnlyAsync(proxy, call);
            var pending = new AwaitedCall<T>(Codec) { Session = call.Session, Progress = call.Progress, Exported = call.Exported };
            if (!call.Session.Calls.TryEnter()) return SendLaterAsync(proxy, pending, call);
            if (!call.Cancel.CanBeCanceled && call.Timeout == Timeout.InfiniteTimeSpan && call.Exported is null && !call.Follows && proxy.Limit is null)
            {
                call.Send(pending);
                return Keep(proxy, pending.Task);
            }

            return EndAsync(proxy, pending, CallLimits.Start(pending, call), call.Cancel);
        }
        catch (OperationCanceledException e)
        {
            return FailedTasks.Cancelled<T>(e);
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
        if (!call.Session.Calls.TryEnter()) await AwaitPlaceAsync(call).ConfigureAwait(false);
        call.Send(new OneWayCall { Session = call.Session, Exported = call.Exported });

        // Not before: were the proxy collected while the call waits for its place, its release would go first.
        GC.KeepAlive(proxy);
        return default!;
    }

    private static async Task<T> SendLaterAsync(SharedProxy proxy, AwaitedCall<T> pending, OutgoingCall call)
    {
        call.Waited = await AwaitPlaceAsync(call).ConfigureAwait(false);
        return await EndAsync(proxy, pending, CallLimits.Start(pending, call), call.Cancel).ConfigureAwait(false);
    }

    private static async Task<TimeSpan> AwaitPlaceAsync(OutgoingCall call)
    {
        TimeProvider time = call.Session.Time;
        long start = time.GetTimestamp();
        try
        {
            await call.Session.Calls.EnterAsync(call.Timeout, call.Member, call.Cancel).ConfigureAwait(false);
            return time.GetElapsedTime(start);
        }
        catch
        {
            call.Drop();
            throw;
        }
    }

    private static async Task<T> EndAsync(SharedProxy proxy, AwaitedCall<T> pending, CallLimits limits, CancellationToken cancel)
    {
        T result;
        try
        {
            result = await pending.Task.ConfigureAwait(false);
        }
        catch (Exception e) when (limits.Deadline is { } deadline && deadline.Claims(e))
        {
            throw deadline.Failure(e);
        }
        catch (OperationCanceledException e) when (cancel.IsCancellationRequested && e.CancellationToken != cancel)
        {
            throw new OperationCanceledException(e.Message, e, cancel).Mark(e.GetCallOutcome());
        }
        finally
        {
            limits.Dispose();
            GC.KeepAlive(proxy);
        }

        if (limits.Deadline is { HasPassed: true } passed) throw passed.Late();
        return proxy.Limit is { } limit ? (T)limit.Apply(result)! : result;
    }
}
