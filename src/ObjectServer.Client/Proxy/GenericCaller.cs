using System.Reflection;
using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy;

/// <summary>A generic method: each combination of type arguments has a caller of its own, made at its first call.</summary>
internal sealed class GenericCaller : MemberCaller
{
    private readonly ClosedForms<MemberCaller> _forms;

    public GenericCaller(ContractMember member)
        : base(member) => _forms = new ClosedForms<MemberCaller>(member, Create);

    /// <summary>Makes the call with the type arguments of <paramref name="method"/>.</summary>
    /// <exception cref="ArgumentEncodingException">What the method takes or returns cannot travel for them.</exception>
    /// <exception cref="LimitExceededException">The method is called with too many combinations.</exception>
    public object? Call(MethodInfo method, SharedProxy proxy, object?[] arguments)
    {
        MemberCaller caller;
        try
        {
            caller = _forms.Of(method.GetGenericArguments());
        }
        catch (ObjectServerException e) when (Member.Shape is not (ReturnShape.Void or ReturnShape.Value or ReturnShape.Sequence))
        {
            // Whatever goes wrong with a member that returns a task is in the task.
            return FailedTasks.Of(method.ReturnType, e);
        }

        return caller.Call(proxy, arguments);
    }

    /// <inheritdoc/>
    public override object? Call(SharedProxy proxy, object?[] arguments) =>
        throw new InvalidOperationException($"{Member} is called without type arguments.");
}
