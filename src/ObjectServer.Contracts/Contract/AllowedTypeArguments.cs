using System.Collections.Frozen;

namespace ObjectServer.Contract;

/// <summary>
/// The types that one side gives to or takes for generic methods: the fixed ones of <see cref="TypeArgumentNames"/>, those that are
/// registered, and contracts. What comes from the wire is only looked up here; no type is ever found by it elsewhere. Immutable; look-ups
/// may overlap.
/// </summary>
internal sealed class AllowedTypeArguments
{
    /// <summary>The most type arguments of a call.</summary>
    public const int Most = 8;

    /// <summary>The most bytes of one of them.</summary>
    public const int MostNameBytes = 1024;

    private const int MostCandidates = 5;
    private const int MostShownChars = 256;

    private readonly FrozenDictionary<string, Type> _byName;
    private readonly FrozenDictionary<string, ContractModel> _contracts;
    private readonly FrozenSet<Type> _types;

    /// <param name="registered">Types besides the fixed ones; contracts among them, too.</param>
    /// <param name="contracts">Contracts that are registered otherwise.</param>
    public AllowedTypeArguments(IEnumerable<Type> registered, IEnumerable<ContractModel> contracts)
    {
        Type[] all = [.. registered.Distinct()];
        Type[] values = [.. TypeArgumentNames.Fixed.Concat(all.Where(type => !ContractModel.IsContract(type))).Distinct()];
        _types = values.ToFrozenSet();
        _byName = values.GroupBy(TypeNames.Of, StringComparer.Ordinal).ToFrozenDictionary(same => same.Key, Single, StringComparer.Ordinal);
        _contracts = all.Where(ContractModel.IsContract).Select(ContractModel.Of).Concat(contracts)
            .DistinctBy(contract => contract.Fingerprint)
            .ToFrozenDictionary(contract => TypeArgumentNames.Of(contract.Fingerprint), StringComparer.Ordinal);
    }

    /// <summary>The fixed types, and nothing else.</summary>
    public static AllowedTypeArguments FixedOnly { get; } = new([], []);

    /// <summary>Refuses a type that can be no type argument, when it is registered.</summary>
    /// <exception cref="InvalidOperationException">It cannot; the message says why.</exception>
    public static void Check(Type type)
    {
        string name = TypeNames.Of(type);
        if (System.Text.Encoding.UTF8.GetByteCount(name) > MostNameBytes)
            throw new InvalidOperationException($"The name of {name[..MostShownChars]}… is longer than {MostNameBytes} bytes, and cannot be sent with a call.");
        if (ContractModel.IsContract(type))
            _ = ContractModel.Of(type);
        else if (ContractTypeRules.RefusalOfValue(type) is { } reason)
            throw new InvalidOperationException($"{name} {reason}");
    }

    /// <summary>The types that a call gives for the type parameters of a generic method.</summary>
    /// <param name="member">The method.</param>
    /// <param name="names">What the call says.</param>
    /// <exception cref="TypeNotRegisteredException">One of them is not allowed; the message names what is.</exception>
    /// <exception cref="ArgumentEncodingException">They are not as many as the method has type parameters.</exception>
    public Type[] Read(ContractMember member, IReadOnlyList<string> names)
    {
        if (names.Count != member.TypeArguments.Count)
            throw new ArgumentEncodingException($"{member} takes {member.TypeArguments.Count} type arguments; {names.Count} were given.");
        var types = new Type[names.Count];
        for (int i = 0; i < types.Length; i++) types[i] = TryFind(names[i]) ?? throw NotAllowed(member.ToString(), names[i]);
        return types;
    }

    /// <summary>What a call says for a type that is no contract.</summary>
    /// <exception cref="TypeNotRegisteredException">This side does not allow it; the message names what it allows.</exception>
    public string NameOf(ContractMember member, Type type)
    {
        string name = TypeNames.Of(type);
        return _types.Contains(type) ? name : throw NotAllowed(member.ToString(), name);
    }

    /// <summary>The allowed type of that name, or contract of that fingerprint; null when there is none.</summary>
    public Type? TryFind(string name) =>
        _byName.TryGetValue(name, out Type? type) ? type : _contracts.GetValueOrDefault(name)?.Interface;

    /// <summary>The error for a name that is not allowed.</summary>
    /// <param name="what">What takes the type argument.</param>
    /// <param name="name">What was given.</param>
    public TypeNotRegisteredException NotAllowed(string what, string name)
    {
        string shown = name.Length <= MostShownChars ? name : name[..MostShownChars];
        IReadOnlyList<string> nearest = NearestNames.To(shown, _byName.Keys, MostCandidates);
        IEnumerable<string> contracts = _contracts
            .OrderBy(pair => NearestNames.Distance(shown, pair.Value.Name)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(MostCandidates)
            .Select(pair => $"{pair.Key} ({pair.Value.Name})");
        string shared = string.Join(", ", contracts);
        return new TypeNotRegisteredException(
            $"\"{shown}\" is no type argument for {what}. Allowed are numbers, text, times and the other fixed types of docs/contracts.md with their nullable forms and "
                + $"arrays, registered contracts by their fingerprints, and types registered with AddTypeArgument. Nearest: {string.Join(", ", nearest)}."
                + (shared.Length > 0 ? $" Contracts: {shared}." : ""),
            shown,
            nearest,
            null);
    }

    private static Type Single(IGrouping<string, Type> same) => same.Count() == 1
        ? same.First()
        : throw new InvalidOperationException($"{same.Count()} types named {same.Key} are registered as type arguments; names are unique.");
}
