using System.Globalization;
using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Whether one argument can stand in the place of one parameter.</summary>
internal static class ParameterFit
{
    /// <summary>Why it cannot, as part of a sentence; null when it can.</summary>
    /// <param name="member">The member.</param>
    /// <param name="index">Which of its parameters.</param>
    /// <param name="argument">The argument; changed to what the call takes for it.</param>
    /// <param name="variable">Its type, when it is a variable, passed by ref or out; null for a value.</param>
    /// <param name="distance">How far it is from the parameter's type; negative when it does not fit.</param>
    public static string? Misfit(DescribedMember member, int index, ref object? argument, Type? variable, out int distance)
    {
        ContractParameter parameter = member.Parameters[index];
        distance = -1;
        if (VariableMisfit(parameter, variable) is { } reason) return reason;
        distance = Distance(member, parameter, ref argument);
        if (distance >= 0) return null;
        string? more = parameter.Role == ParameterRole.Handler ? HandlerMisfit(member, argument) : (parameter.Codec as DescribedCodec)?.Misfit(argument);
        return $"{parameter.Name} ({member.Description.Parameters[index].Type}) cannot be {Text(argument)}{(more is null ? "" : $", because {more}")}";
    }

    private static string? VariableMisfit(ContractParameter parameter, Type? variable)
    {
        string word = parameter.Passing == ParameterPassing.Out ? "out" : "ref";
        if (parameter.IsReturned && variable is null) return $"{parameter.Name} is {word}: pass a variable, as in {word} {parameter.Name}";
        if (variable is null || parameter.Passing == ParameterPassing.In) return null;
        if (!parameter.IsReturned) return $"{parameter.Name} is taken by value: pass it without ref or out";
        Type? declared = ((DescribedCodec)parameter.Codec!).Declared;
        return ReceivedValue.MayBecome(variable, declared) ? null : $"{parameter.Name} ({declared}) cannot be put in a variable of type {variable}";
    }

    private static int Distance(DescribedMember member, ContractParameter parameter, ref object? argument)
    {
        switch (parameter.Role)
        {
            case ParameterRole.Cancellation:
                return argument is CancellationToken ? 0 : -1;
            case ParameterRole.Progress:
                if (argument is null) return 0;
                if (ReportedValues.Adapt(argument) is not { } progress) return -1;
                argument = progress;
                return 0;
            case ParameterRole.Handler:
                return argument is null || HandlerMisfit(member, argument) is null ? 0 : -1;
            default:
                return parameter.Passing == ParameterPassing.Out ? 0 : ((DescribedCodec)parameter.Codec!).DistanceOf(argument);
        }
    }

    private static string? HandlerMisfit(DescribedMember member, object? handler)
    {
        if (handler is not Delegate given) return "it is no delegate";
        return member.Handlers!.TryContractOf(given.GetType(), out _, out string? reason) ? null : reason;
    }

    private static string Text(object? argument) => argument switch
    {
        null => "null",
        SharedProxy => "a proxy",
        IFormattable number when argument.GetType().IsPrimitive => $"{number.ToString(null, CultureInfo.InvariantCulture)} ({argument.GetType()})",
        _ => $"a {TypeNames.Of(argument.GetType())}",
    };
}
