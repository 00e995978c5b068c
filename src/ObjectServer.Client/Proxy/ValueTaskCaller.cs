using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>Calls a member that returns a <see cref="ValueTask{T}"/>.</summary>
/// <typeparam name="T">What it results in.</typeparam>
internal sealed class ValueTaskCaller<T>(ContractMember member) : TaskCaller<T>(member)
{
    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments) => new ValueTask<T>(Start(proxy, arguments));
}
