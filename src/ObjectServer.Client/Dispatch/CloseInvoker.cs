using ObjectServer.Client.Streaming;
using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Ends an enumeration early.</summary>
/// <typeparam name="T">What it is an enumeration of.</typeparam>
internal sealed class CloseInvoker<T>(ContractMember member) : MemberInvoker(member)
{
    // For an enumeration of a third process, whose proxy this side has handed on.
    private readonly TaskInvoker _elsewhere = new(member);

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        if (target is not Enumeration<T> enumeration) return _elsewhere.InvokeAsync(target, arguments, call);
        call.ArgumentsRead();
        return enumeration.CloseAsync((IVisitingCall)call);
    }
}
