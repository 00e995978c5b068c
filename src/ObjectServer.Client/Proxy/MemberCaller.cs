using System.Diagnostics.CodeAnalysis;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>
/// Calls one member of a contract in the form that its declaration asks for: blocking, or behind a task. Made once per member,
/// without state of its own: calls may overlap.
/// </summary>
internal abstract class MemberCaller
{
    protected MemberCaller(ContractMember member) => Member = member;

    /// <summary>The member.</summary>
    protected ContractMember Member { get; }

    /// <summary>The caller for a member.</summary>
    public static MemberCaller Create(ContractMember member) => member.Shape switch
    {
        ReturnShape.Void => new BlockingCaller<bool>(member),
        ReturnShape.Value => Of(typeof(BlockingCaller<>), member),
        ReturnShape.Task => new TaskCaller<bool>(member),
        ReturnShape.TaskOfT => Of(typeof(TaskCaller<>), member),
        ReturnShape.ValueTask => new PlainValueTaskCaller(member),
        ReturnShape.ValueTaskOfT => Of(typeof(ValueTaskCaller<>), member),
        _ => throw new InvalidOperationException($"{member} has the unknown shape {member.Shape}."),
    };

    /// <summary>Makes the call and returns what the member returns: a value, or a task of it.</summary>
    public abstract object? Call(SharedProxy proxy, object?[] arguments);

    /// <summary>Writes the arguments of one call, and what goes with them.</summary>
    /// <exception cref="ObjectGoneException">The proxy is released.</exception>
    protected OutgoingCall Prepare(SharedProxy proxy, object?[] arguments)
    {
        RemoteHandle handle = proxy.Handle;
        if (handle.IsReleased) throw handle.Gone();
        handle.Remote.Demand(Member);
        return OutgoingCall.Encode(handle, Member, arguments);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Proxies are built at run time; there is no ahead-of-time form of them.")]
    private static MemberCaller Of(Type definition, ContractMember member) =>
        (MemberCaller)Activator.CreateInstance(definition.MakeGenericType(member.ResultType), member)!;
}
