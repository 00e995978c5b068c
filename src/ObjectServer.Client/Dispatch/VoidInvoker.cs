using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns nothing.</summary>
internal sealed class VoidInvoker : MemberInvoker
{
    private readonly Action<object, ValueReader, IIncomingCall> _invoke;

    public VoidInvoker(ContractMember member)
        : base(member) => _invoke = CompileAction();

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        _invoke(target, arguments, call);
        call.Complete();
        return default;
    }
}
