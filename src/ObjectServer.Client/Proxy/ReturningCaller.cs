using ObjectServer.Contract;
using ObjectServer.Values;

namespace ObjectServer.Client.Proxy;

/// <summary>Calls a member with ref or out parameters, and writes back what they have become.</summary>
/// <param name="member">The member.</param>
/// <param name="call">Makes the call; its result is all that comes back.</param>
internal sealed class ReturningCaller(ContractMember member, MemberCaller call) : MemberCaller(member)
{
    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments)
    {
        object? rest = call.Call(proxy, arguments);
        object? result = Member.ResultType == typeof(void) ? null : ((IOutcome)rest!).Take(out rest);
        int last = Member.Returned.Count - 1;
        for (int i = 0; i < last; i++) arguments[Member.Returned[i].Position] = ((IOutcome)rest!).Take(out rest);
        arguments[Member.Returned[last].Position] = rest;
        return result;
    }
}
