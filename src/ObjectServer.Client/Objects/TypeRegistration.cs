using ObjectServer.Contract;

namespace ObjectServer.Objects;

/// <summary>A class that clients may create objects of.</summary>
/// <param name="Name">The type name that clients give.</param>
/// <param name="Class">The class.</param>
/// <param name="Concurrency">How calls on one object may overlap.</param>
/// <param name="Contracts">The contracts that the class implements, the registered one first.</param>
internal sealed record TypeRegistration(string Name, Type Class, ObjectConcurrency Concurrency, IReadOnlyList<ContractModel> Contracts);
