using System.Diagnostics;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <content>
/// Calls of an enumeration, which is no part of the object that it came from but must be inside it while it asks it for items.
/// </content>
internal abstract partial class IncomingCall
{
    private ObjectGate? _wanted;
    private ObjectGate? _visited;
    private TaskCompletionSource? _admitted;

    /// <inheritdoc/>
    public SharedObject Object => _target;

    /// <inheritdoc/>
    public CpuLane? Lane => _invoker.Member.CpuBound ? CpuLane : null;

    /// <inheritdoc/>
    public IReadOnlyList<SharedObject>? KeepArguments()
    {
        IReadOnlyList<SharedObject>? kept = _arguments;
        _arguments = null;
        return kept;
    }

    /// <inheritdoc/>
    public ValueTask VisitAsync(ObjectGate gate, bool readOnly)
    {
        var admitted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (Gate)
        {
            IsReadOnly = readOnly;
            _wanted = gate;
            _admitted = admitted;
            if (gate.TryEnter(this))
            {
                _admitted = null;
                Arrive(gate);
                return default;
            }
        }

        return AwaitAdmissionAsync(gate, admitted);
    }

    /// <inheritdoc/>
    public void EndVisit()
    {
        // Under one lock with Join: code of this call that still runs elsewhere is inside, or it is not.
        lock (Gate)
        {
            if (_visited is not { } gate) return;
            _visited = null;
            gate.Exit(this);
        }
    }

    // True when it is a visit that the gate has refused, and not the call itself.
    private bool TryRefuseVisit(LimitExceededException reason)
    {
        if (Interlocked.Exchange(ref _admitted, null) is not { } admitted) return false;
        admitted.TrySetException(reason);
        return true;
    }

    private async ValueTask AwaitAdmissionAsync(ObjectGate gate, TaskCompletionSource admitted)
    {
        // An abandoned call is passed over by the gate, which tells nobody.
        using CancellationTokenRegistration registration = Cancellation.UnsafeRegister(
            _ =>
            {
                if (gate.Withdraw(this) || IsAbandoned) admitted.TrySetCanceled();
            },
            null);
        await admitted.Task.ConfigureAwait(false);
    }

    private void Arrive(ObjectGate gate)
    {
        _visited = gate;
        gate.Begin(this, Stopwatch.GetTimestamp());
    }

    // True when the gate has let a visit in, and not the call itself.
    private bool TryAdmitVisit()
    {
        if (Volatile.Read(ref _admitted) is null) return false;
        lock (Gate)
        {
            TaskCompletionSource admitted = _admitted!;
            _admitted = null;
            if (admitted.TrySetResult()) Arrive(_wanted!);
            else _wanted!.Exit(this);
            return true;
        }
    }
}
