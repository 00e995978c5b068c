using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a generic method: each call says for which types, and each combination of types is compiled once.</summary>
internal sealed class GenericInvoker : MemberInvoker
{
    private readonly ClosedForms<MemberInvoker> _forms;

    public GenericInvoker(ContractMember member)
        : base(member) => _forms = new ClosedForms<MemberInvoker>(member, Create);

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call) =>
        _forms.Of(call.ReadTypeArguments(Member)).InvokeAsync(target, arguments, call);
}
