using ObjectServer.Wire;

namespace ObjectServer.Contract;

/// <summary>Reads a delegate type as a contract with one member, which calls the delegate.</summary>
internal static class DelegateReader
{
    /// <summary>The member; meaningful only if no fault was found.</summary>
    /// <param name="type">The delegate type.</param>
    /// <param name="faults">Takes one sentence per fault.</param>
    public static IReadOnlyList<ContractMember> Read(Type type, List<string> faults)
    {
        if (type.ContainsGenericParameters)
        {
            faults.Add($"{TypeNames.Of(type)} is an open generic delegate; use it with its type arguments given.");
            return [];
        }

        MemberDraft? draft = new MemberReader(type, new DefaultImplementations([]), faults).Read(type.GetMethod("Invoke")!, null, MemberKind.Method);
        if (draft?.Parameters.FirstOrDefault(parameter => parameter.Passing != ParameterPassing.Unspecified) is { } byRef)
            faults.Add($"{TypeNames.Of(type)}: parameter {byRef.Name} is ref, out or in, which a delegate that is called from elsewhere cannot have.");
        return draft is null ? [] : [draft.Finish(0, MemberId.Of)];
    }

    /// <summary>Whether a delegate's first parameter is who raises an event: it is not sent, because the subscriber knows.</summary>
    public static bool HasSender(Type type) =>
        type == typeof(EventHandler) || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EventHandler<>));
}
