using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// The arguments of one call put in the places of a member's parameters: those without a name in order, those with a name where the
/// name says. A parameter that is given nothing is left to the server, if it has a default.
/// </summary>
/// <param name="Member">The member.</param>
/// <param name="Arguments">One for each parameter.</param>
/// <param name="Places">For each argument that was given, the parameter whose place it has.</param>
/// <param name="Distance">How far the arguments are from the parameters' types, summed.</param>
internal sealed record ArgumentBinding(DescribedMember Member, object?[] Arguments, int[] Places, int Distance)
{
    /// <summary>Puts arguments in their places; null, with the reason, when they do not fit.</summary>
    /// <param name="member">The member, its type arguments given.</param>
    /// <param name="given">The arguments, those with names last; behind them, of a setter, the value.</param>
    /// <param name="form">What the program says of them.</param>
    /// <param name="reason">Why they do not fit.</param>
    public static ArgumentBinding? TryBind(DescribedMember member, object?[] given, CallForm form, out string reason)
    {
        reason = "";
        IReadOnlyList<ContractParameter> parameters = member.Parameters;
        var arguments = new object?[parameters.Count];
        var variables = new Type?[parameters.Count];
        var filled = new bool[parameters.Count];
        var places = new int[given.Length];

        // The value that a setter is given stands behind the keys, whether these have names or not.
        int unnamed = given.Length - form.Names.Count - (member.Description.Kind == MemberKind.Setter ? 1 : 0);
        if (given.Length - form.Names.Count > parameters.Count) reason = $"it takes {parameters.Count} arguments, and {given.Length} were given";
        for (int i = 0; i < given.Length && reason.Length == 0; i++)
        {
            int place = places[i] = PlaceOf(parameters, i, unnamed, form.Names);
            if (place < 0) reason = $"it has no parameter {form.Names[i - unnamed]}";
            else if (filled[place]) reason = $"{parameters[place].Name} is given twice";
            else (arguments[place], variables[place], filled[place]) = (given[i], form.VariableOf(i), true);
        }

        int distance = 0;
        for (int i = 0; i < arguments.Length && reason.Length == 0; i++)
        {
            int own;
            if (filled[i]) reason = ParameterFit.Misfit(member, i, ref arguments[i], variables[i], out own) ?? "";
            else own = LeaveOut(parameters[i], out arguments[i]);
            if (own < 0 && reason.Length == 0) reason = $"{parameters[i].Name} is not given";
            distance += own;
        }

        return reason.Length == 0 ? new ArgumentBinding(member, arguments, places, distance) : null;
    }

    /// <summary>The call has been made: gives what ref and out parameters have become to the variables of the program.</summary>
    /// <param name="given">The arguments as the program gave them.</param>
    /// <param name="form">What the program says of them.</param>
    /// <exception cref="ArgumentEncodingException">A variable's type cannot hold it.</exception>
    public void GiveBack(object?[] given, CallForm form)
    {
        for (int i = 0; i < given.Length; i++)
        {
            ContractParameter parameter = Member.Parameters[Places[i]];
            if (!parameter.IsReturned || form.VariableOf(i) is not { } variable) continue;
            object? value = Arguments[Places[i]];
            given[i] = ReceivedValue.TryConvert(variable, value, out object? converted)
                ? converted
                : throw new ArgumentEncodingException(
                    $"{Member.Description.Signature} leaves {value ?? "null"} in {parameter.Name}, which the variable given, a {variable}, cannot hold.", parameter.Name);
        }
    }

    private static int PlaceOf(IReadOnlyList<ContractParameter> parameters, int argument, int unnamed, IReadOnlyList<string> names)
    {
        if (argument < unnamed) return argument;
        if (argument == unnamed + names.Count) return parameters.Count - 1;
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == names[argument - unnamed]) return i;
        }

        return -1;
    }

    // A member that is given all it takes goes before one that fills a place by a default.
    private static int LeaveOut(ContractParameter parameter, out object? argument)
    {
        argument = parameter.Role switch
        {
            ParameterRole.Cancellation => CancellationToken.None,
            ParameterRole.Progress => null,
            _ => Type.Missing,
        };
        return parameter.Role is ParameterRole.Cancellation or ParameterRole.Progress ? 0 : parameter.IsOptional ? 1 : -1;
    }
}
