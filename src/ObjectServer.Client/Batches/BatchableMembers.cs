using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Batches;

/// <summary>Which calls a batch can take.</summary>
internal static class BatchableMembers
{
    /// <summary>Refuses the others.</summary>
    /// <exception cref="NotSupportedException">The message says why.</exception>
    public static void Demand(ContractMember member, object?[] arguments, bool atomic)
    {
        if (Reason(member) is { } reason) throw new NotSupportedException($"{member} cannot be called in a batch: {reason}");
        foreach (ContractParameter parameter in member.Parameters)
        {
            if (Reason(parameter, arguments[parameter.Position], atomic) is { } why)
                throw new NotSupportedException($"{member} cannot be called in such a batch: {why}");
        }
    }

    private static string? Reason(ContractMember member)
    {
        if (member.Kind is not (MemberKind.Method or MemberKind.Getter or MemberKind.Setter)) return "subscribe to events by themselves.";
        if (member.Returned.Count > 0) return "its ref or out parameters would have to have their values before it has run.";
        return member.Shape is ReturnShape.Void or ReturnShape.Value or ReturnShape.Task or ReturnShape.TaskOfT or ReturnShape.ValueTask or ReturnShape.ValueTaskOfT
            ? null
            : "what it returns goes on after the call.";
    }

    private static string? Reason(ContractParameter parameter, object? argument, bool atomic) => parameter.Role switch
    {
        ParameterRole.Value => null,
        ParameterRole.Cancellation when !atomic || argument is not CancellationToken { CanBeCanceled: true } => null,
        ParameterRole.Cancellation => $"an atomic batch is cancelled as a whole. Leave \"{parameter.Name}\" out, and give the token to RunAsync.",
        ParameterRole.Progress when !atomic || argument is null => null,
        ParameterRole.Progress => $"an atomic batch reports nothing while it runs. Give null for \"{parameter.Name}\".",
        _ => $"\"{parameter.Name}\" goes on after the call.",
    };
}
