using ObjectServer.Values;
using ObjectServer.Values.References;

namespace ObjectServer.Contract;

/// <summary>
/// The registered type that a member's results go by reference as, although their declared type is no contract. Its contract is
/// found when all types are registered, because types may return each other.
/// </summary>
/// <param name="typeName">The registered type name.</param>
internal sealed class ReturnedType(string typeName)
{
    /// <summary>The registered type name.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>Its contract; null until <see cref="Resolve"/>.</summary>
    public ContractModel? Contract { get; private set; }

    /// <summary>All types are registered: this is the one.</summary>
    public void Resolve(ContractModel contract) => Contract = contract;

    /// <summary>Writes results of a declared type.</summary>
    public ValueCodec Codec(Type declared) => CodecFactory.Make(typeof(ReturnedCodec<>), [declared], this);
}
