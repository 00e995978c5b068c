using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a value, or gives new values to ref and out parameters, or both.</summary>
/// <typeparam name="T">All of that: <see cref="ContractMember.OutcomeType"/>.</typeparam>
internal sealed class ValueInvoker<T> : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, T> _invoke;
    private ValueCodec<T>? _codec;

    public ValueInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<T>();

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        T result = _invoke(target, arguments, call);
        call.Complete(_codec ??= (ValueCodec<T>)Member.OutcomeCodec!, result);
        return default;
    }
}
