using System.Diagnostics;
using ObjectServer.Dispatch;
using ObjectServer.Objects;

namespace ObjectServer.Client.Session;

/// <content>What who looks at the server sees of a call. It goes on meanwhile: what is seen is how it was a moment ago.</content>
internal abstract partial class IncomingCall
{
    /// <summary>Whether it has left its object, and nothing of it is under way any more.</summary>
    public bool HasLeft => Volatile.Read(ref _left);

    /// <inheritdoc/>
    public override CallSight? Look(TimeSpan age, bool isRunning) =>
        _target is { } target && _invoker is { } invoker && !HasLeft ? new CallSight(invoker.Member.Name, target.Id, Holds, isRunning, age) : null;

    /// <summary>As who looks at the server sees it; null when it is over. At any time.</summary>
    public CallSight? Look()
    {
        long began = Volatile.Read(ref _began);
        if (began != 0) return Look(Stopwatch.GetElapsedTime(began), isRunning: true);
        SharedObject? target = _target;
        return Look(target?.Gate?.WaitOf(this) ?? TimeSpan.Zero, isRunning: false);
    }
}
