using ObjectServer.Contract;
using ObjectServer.Dispatch;

namespace ObjectServer.Objects;

/// <summary>A class that clients may create objects of.</summary>
/// <param name="Name">The type name that clients give.</param>
/// <param name="Class">The class; what a factory is declared to return, where there is one.</param>
/// <param name="Concurrency">How calls on one object may overlap.</param>
/// <param name="Contracts">The contracts that the class implements, the registered one first.</param>
internal sealed record TypeRegistration(string Name, Type Class, ObjectConcurrency Concurrency, IReadOnlyList<ContractModel> Contracts)
{
    /// <summary>What is shared of the class by a selection of its members; null where its interfaces say it.</summary>
    public ObjectType? Type { get; init; }

    /// <summary>Makes the objects in place of a constructor; null for most.</summary>
    public Delegate? Factory { get; init; }
}
