using ObjectServer.Contract;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>
/// The arguments of one call put in the places of a member's parameters: those without a name in order, those with a name where the
/// name says. A parameter that is given nothing is left to the server, if it has a default.
/// </summary>
/// <param name="Member">The member.</param>
/// <param name="Arguments">One for each parameter.</param>
/// <param name="Distance">How far the arguments are from the parameters' types, summed.</param>
internal sealed record ArgumentBinding(DescribedMember Member, object?[] Arguments, int Distance)
{
    /// <summary>Puts arguments in their places; null, with the reason, when they do not fit.</summary>
    /// <param name="member">The member.</param>
    /// <param name="given">The arguments, those with names last.</param>
    /// <param name="names">The names of the last ones.</param>
    /// <param name="reason">Why they do not fit.</param>
    public static ArgumentBinding? TryBind(DescribedMember member, object?[] given, IReadOnlyList<string> names, out string reason)
    {
        reason = "";
        IReadOnlyList<ContractParameter> parameters = member.Parameters;
        var places = new object?[parameters.Count];
        var filled = new bool[parameters.Count];
        int unnamed = given.Length - names.Count;
        if (unnamed > parameters.Count) reason = $"it takes {parameters.Count} arguments, and {given.Length} were given";
        for (int i = 0; i < given.Length && reason.Length == 0; i++)
        {
            int place = i < unnamed ? i : IndexOf(parameters, names[i - unnamed]);
            if (place < 0) reason = $"it has no parameter {names[i - unnamed]}";
            else if (filled[place]) reason = $"{parameters[place].Name} is given twice";
            else (places[place], filled[place]) = (given[i], true);
        }

        int distance = 0;
        for (int i = 0; i < places.Length && reason.Length == 0; i++)
        {
            int own = filled[i] ? Fit(parameters[i], ref places[i]) : LeaveOut(parameters[i], out places[i]);
            if (own < 0) reason = filled[i] ? $"{parameters[i].Name} ({member.Description.Parameters[i].Type}) cannot be {Text(places[i])}" : $"{parameters[i].Name} is not given";
            distance += own;
        }

        return reason.Length == 0 ? new ArgumentBinding(member, places, distance) : null;
    }

    private static int IndexOf(IReadOnlyList<ContractParameter> parameters, string name)
    {
        for (int i = 0; i < parameters.Count; i++)
        {
            if (parameters[i].Name == name) return i;
        }

        return -1;
    }

    private static int Fit(ContractParameter parameter, ref object? argument)
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
            default:
                return ((DescribedCodec)parameter.Codec!).DistanceOf(argument);
        }
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
        return parameter.Role != ParameterRole.Value ? 0 : parameter.IsOptional ? 1 : -1;
    }

    private static string Text(object? argument) => argument switch
    {
        null => "null",
        SharedProxy => "a proxy",
        IFormattable number when argument.GetType().IsPrimitive => $"{number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)} ({argument.GetType()})",
        _ => $"a {argument.GetType()}",
    };
}
