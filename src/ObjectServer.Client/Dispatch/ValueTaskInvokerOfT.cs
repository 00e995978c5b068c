using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a <see cref="ValueTask{T}"/>.</summary>
internal sealed class ValueTaskInvoker<T> : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, ValueTask<T>> _invoke;
    private ValueCodec<T>? _codec;

    public ValueTaskInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<ValueTask<T>>();

    /// <inheritdoc/>
    public override async ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        ValueCodec<T> codec = _codec ??= (ValueCodec<T>)Member.ResultCodec!;
        call.Complete(codec, await _invoke(target, arguments, call).ConfigureAwait(false));
    }
}
