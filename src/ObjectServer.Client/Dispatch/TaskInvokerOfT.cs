using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a <see cref="Task{T}"/>.</summary>
internal sealed class TaskInvoker<T> : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, Task<T>> _invoke;
    private ValueCodec<T>? _codec;

    public TaskInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<Task<T>>();

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        ValueCodec<T> codec = _codec ??= (ValueCodec<T>)Member.ResultCodec!;
        Task<T> task = _invoke(target, arguments, call);
        if (!task.IsCompletedSuccessfully) return AwaitAsync(task, codec, call);
        call.Complete(codec, task.Result);
        return default;
    }

    private static async ValueTask AwaitAsync(Task<T> task, ValueCodec<T> codec, IIncomingCall call) => call.Complete(codec, await task.ConfigureAwait(false));
}
