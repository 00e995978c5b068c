using System.Runtime.CompilerServices;
using ObjectServer.Client.Session;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// What may end a call before its answer: its cancellation token, that of the call whose code makes it, and its time limit. Disposed of when the
/// call has ended.
/// </summary>
internal readonly struct CallLimits : IDisposable
{
    private readonly CancellationTokenRegistration _cancellation;
    private readonly CancellationTokenRegistration _around;

    private CallLimits(CancellationTokenRegistration cancellation, CancellationTokenRegistration around, CallDeadline? deadline)
    {
        _cancellation = cancellation;
        _around = around;
        Deadline = deadline;
    }

    /// <summary>The time limit; null without one.</summary>
    public CallDeadline? Deadline { get; }

    /// <summary>Sends the call and sets its limits. Cancelling is a request to the server, whose answer says what became of the call.</summary>
    public static CallLimits Start(PendingCall pending, in OutgoingCall call)
    {
        call.Send(pending);
        return Watch(pending, call);
    }

    /// <summary>Sets the limits of a call that has been sent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CallLimits Watch(PendingCall pending, in OutgoingCall call)
    {
        CancellationToken cancel = call.Cancel;
        TimeSpan timeout = call.Timeout;
        if (!cancel.CanBeCanceled && timeout == Timeout.InfiniteTimeSpan && !call.Follows) return default;
        CallDeadline? deadline = timeout == Timeout.InfiniteTimeSpan ? null : new CallDeadline(pending, call.Member, timeout, call.Left, call.IsCut ? call.Around : null);
        return new CallLimits(
            cancel.UnsafeRegister(static state => Cancel((PendingCall)state!), pending), call.Follows ? call.Around!.Follow(pending) : default, deadline);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _cancellation.Dispose();
        _around.Dispose();
        Deadline?.Dispose();
    }

    private static void Cancel(PendingCall pending)
    {
        if (!pending.IsSettled) pending.Session.Calls.Cancel(pending);
    }
}
