using System.Diagnostics.CodeAnalysis;
using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Streaming;

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
        _ when member.IsOpen => new GenericCaller(member),
        _ when member.Returned.Count > 0 => new ReturningCaller(member, Of(typeof(BlockingCaller<>), member, member.OutcomeType)),
        ReturnShape.Void => new BlockingCaller<bool>(member),
        ReturnShape.Value => Of(typeof(BlockingCaller<>), member),
        ReturnShape.Task => new TaskCaller<bool>(member),
        ReturnShape.TaskOfT => Of(typeof(TaskCaller<>), member),
        ReturnShape.ValueTask => new PlainValueTaskCaller(member),
        ReturnShape.ValueTaskOfT => Of(typeof(ValueTaskCaller<>), member),
        ReturnShape.Sequence => Of(typeof(SequenceCaller<>), member, SequenceTypes.ItemOf(member.ResultType)),
        _ => throw new InvalidOperationException($"{member} has the unknown shape {member.Shape}."),
    };

    /// <summary>The caller for a member that is known by its description alone: whatever it takes and returns is an object.</summary>
    public static MemberCaller CreateDescribed(ContractMember member) => member switch
    {
        { Returned.Count: > 0 } => new ReturningCaller(member, Of(typeof(BlockingCaller<>), member, member.OutcomeType)),
        { Shape: ReturnShape.Sequence } => new SequenceCaller<object?>(member),
        { Shape: ReturnShape.TaskOfT } when SequenceTypes.IsBlock(member.ResultType) => new TaskCaller<SequenceBlock<object?>>(member),
        { Shape: ReturnShape.TaskOfT } => new TaskCaller<object?>(member),
        _ => new BlockingCaller<object?>(member),
    };

    /// <summary>
    /// Makes the call and returns what the member returns: a value, or a task of it. What ref and out parameters become is put in place of
    /// their arguments.
    /// </summary>
    public abstract object? Call(SharedProxy proxy, object?[] arguments);

    /// <summary>Writes the arguments of one call, and what goes with them.</summary>
    /// <exception cref="ObjectGoneException">The proxy is released.</exception>
    protected OutgoingCall Prepare(SharedProxy proxy, object?[] arguments)
    {
        RemoteHandle handle = proxy.Handle;
        if (handle.IsReleased) throw handle.Gone();
        handle.Remote.Demand(Member);
        return OutgoingCall.Encode(proxy, Member, arguments);
    }

    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Proxies are built at run time; there is no ahead-of-time form of them.")]
    private static MemberCaller Of(Type definition, ContractMember member, Type? result = null) =>
        (MemberCaller)Activator.CreateInstance(definition.MakeGenericType(result ?? member.ResultType), member)!;
}
