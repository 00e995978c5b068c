using ObjectServer.Contract;
using ObjectServer.Dispatch;

namespace ObjectServer.Objects;

/// <summary>An instance that is shared from the start.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Instance">The instance.</param>
/// <param name="TypeName">What lists show as its type.</param>
/// <param name="Concurrency">How calls may overlap.</param>
/// <param name="Ownership">Whose it is to dispose of.</param>
internal sealed record NamedInstance(string Name, object Instance, string TypeName, ObjectConcurrency Concurrency, ObjectOwnership Ownership)
{
    /// <summary>An instance by its contract, both checked.</summary>
    /// <exception cref="ArgumentException">There is no name.</exception>
    /// <exception cref="InvalidContractException">The contract or the class cannot be shared; all faults are listed.</exception>
    public static NamedInstance Of<TContract>(string name, TContract instance, ObjectConcurrency? concurrency, ObjectOwnership ownership)
        where TContract : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(instance);
        _ = ContractModel.Of(typeof(TContract));
        ObjectType type = ObjectType.Of(instance.GetType());
        return new NamedInstance(name, instance, type.TypeName ?? type.Class.Name, concurrency ?? type.Concurrency, ownership);
    }
}
