using ObjectServer.Contract;

namespace ObjectServer.Values.References;

/// <summary>What can go wrong between a reference and an object.</summary>
internal static class ReferenceScopes
{
    /// <summary>The scope, where there is one.</summary>
    /// <exception cref="ArgumentEncodingException">References cannot travel here.</exception>
    public static IReferenceScope Require(IReferenceScope? scope, ContractModel contract) =>
        scope ?? throw new ArgumentEncodingException($"A {contract.Name} cannot travel here: references need a session.");

    /// <summary>The object that a reference led to is not of the declared contract.</summary>
    public static ArgumentEncodingException Unsuitable(in ObjectReference reference, object? found, ContractModel contract) =>
        new($"Object {reference} is not a {contract.Name}, but {(found is null ? "null" : "a " + TypeNames.Of(found.GetType()))}.");
}
