namespace ObjectServer;

/// <summary>A contract, or a class that is to be shared, has members that cannot be remote. All faults are listed at once.</summary>
/// <param name="type">The interface or class that was read.</param>
/// <param name="faults">One sentence per fault: the member and the reason.</param>
public sealed class InvalidContractException(Type type, IReadOnlyList<string> faults)
    : ObjectServerException($"{type} cannot be shared: {string.Join(" ", faults)}")
{
    /// <summary>The interface or class that was read.</summary>
    public Type ContractType { get; } = type;

    /// <summary>One sentence per fault: the member and the reason.</summary>
    public IReadOnlyList<string> Faults { get; } = faults;
}
