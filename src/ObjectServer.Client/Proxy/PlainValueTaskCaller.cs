using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>Calls a member that returns a <see cref="ValueTask"/> without result.</summary>
internal sealed class PlainValueTaskCaller(ContractMember member) : TaskCaller<bool>(member)
{
    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments) => new ValueTask(Start(proxy, arguments));
}
