namespace ObjectServer.Contract;

/// <summary>What a class must be for its instances to be shared.</summary>
internal static class SharedClass
{
    /// <summary>One sentence per reason why <paramref name="type"/> cannot be shared; empty when it can.</summary>
    public static IReadOnlyList<string> Faults(Type type)
    {
        List<string> faults = FaultsOfInstances(type);
        if (type.IsClass && !typeof(Delegate).IsAssignableFrom(type) && !type.GetInterfaces().Any(ContractModel.IsContract))
            faults.Add($"{TypeNames.Of(type)} implements no interface marked [SharedContract]; mark the interface that callers are to use.");
        return faults;
    }

    /// <summary>One sentence per reason why no instances of <paramref name="type"/> can be made to be shared; empty when they can.</summary>
    public static List<string> FaultsOfInstances(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        string name = TypeNames.Of(type);
        if (!type.IsClass || typeof(Delegate).IsAssignableFrom(type))
            return [$"{name} is not a class; register the class whose instances are to be shared."];

        var faults = new List<string>();
        if (type.IsAbstract)
            faults.Add($"{name} is {(type.IsSealed ? "static" : "abstract")}, so that no instance can be made; register a class that can be.");
        if (type.ContainsGenericParameters)
            faults.Add($"{name} is an open generic class; register it with its type arguments given.");
        return faults;
    }

    /// <summary>Refuses a class that cannot be shared, or that implements a contract which cannot.</summary>
    /// <exception cref="InvalidContractException">It lists every fault.</exception>
    public static void Check(Type type)
    {
        IReadOnlyList<string> faults = Faults(type);
        if (faults.Count > 0)
            throw new InvalidContractException(type, faults);

        foreach (Type contract in ContractsOf(type))
            ContractModel.Of(contract);
    }

    /// <summary>The one contract of a class that says all that the others say; null when it has none, or none of them does.</summary>
    public static Type? WidestContractOf(Type type)
    {
        IReadOnlyList<Type> contracts = ContractsOf(type);
        return contracts.FirstOrDefault(one => contracts.All(other => other.IsAssignableFrom(one)));
    }

    /// <summary>The contracts that a class implements: those that no other of them inherits first, each group by name.</summary>
    public static IReadOnlyList<Type> ContractsOf(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type[] contracts = [.. type.GetInterfaces().Where(ContractModel.IsContract)];
        return
        [
            .. contracts
                .OrderBy(contract => contracts.Any(other => other != contract && contract.IsAssignableFrom(other)))
                .ThenBy(TypeNames.Of, StringComparer.Ordinal),
        ];
    }
}
