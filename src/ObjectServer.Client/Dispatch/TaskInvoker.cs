using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Dispatch;

/// <summary>Runs a member that returns a task without result.</summary>
internal sealed class TaskInvoker : MemberInvoker
{
    private readonly Func<object, ValueReader, IIncomingCall, Task> _invoke;

    public TaskInvoker(ContractMember member)
        : base(member) => _invoke = CompileFunction<Task>();

    /// <inheritdoc/>
    public override ValueTask InvokeAsync(object target, ValueReader arguments, IIncomingCall call)
    {
        Task task = _invoke(target, arguments, call);
        if (!task.IsCompletedSuccessfully) return AwaitAsync(task, call);
        call.Complete();
        return default;
    }

    private static async ValueTask AwaitAsync(Task task, IIncomingCall call)
    {
        await task.ConfigureAwait(false);
        call.Complete();
    }
}
