using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Values.References;

/// <summary>A shared contract: the object stays where it is, its reference travels.</summary>
/// <typeparam name="T">The contract.</typeparam>
internal sealed class ReferenceCodec<T> : ValueCodec<T?>
    where T : class
{
    private ContractModel? _contract;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Reference;

    // A contract whose members mention the contract itself asks for this codec while it is being read: so not before it is used.
    private ContractModel Contract => _contract ??= ContractModel.Of(typeof(T));

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteReference(ReferenceScopes.Require(writer.References, Contract).Export(value, Contract));
    }

    /// <inheritdoc/>
    public override T? Read(ValueReader reader)
    {
        if (reader.ReadReference() is not ObjectReference reference)
            return null;

        object found = ReferenceScopes.Require(reader.References, Contract).Import(reference, Contract);
        return found as T ?? throw ReferenceScopes.Unsuitable(reference, found, Contract);
    }
}
