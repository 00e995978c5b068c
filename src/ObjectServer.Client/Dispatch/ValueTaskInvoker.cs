using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a <see cref="ValueTask"/> without result.</summary>
internal sealed class ValueTaskInvoker : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, ValueTask> _invoke;

    public ValueTaskInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<ValueTask>();

    /// <inheritdoc/>
    public override async ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        await _invoke(target, arguments, call).ConfigureAwait(false);
        call.Complete();
    }
}
