using ObjectServer.Contract;
using ObjectServer.Wire;

namespace ObjectServer.Values.References;

/// <summary>A result that goes by reference because its server says so: its declared type is no contract.</summary>
/// <typeparam name="T">The declared type.</typeparam>
/// <param name="type">The registered type that it goes as.</param>
internal sealed class ReturnedCodec<T>(ReturnedType type) : ValueCodec<T?>
    where T : class
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Reference;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        ContractModel contract = type.Contract
            ?? throw new ArgumentEncodingException($"The type \"{type.TypeName}\", which the result is to go as, is not registered.");
        if (!contract.Interface.IsInstanceOfType(value))
        {
            throw new ArgumentEncodingException(
                $"A {TypeNames.Of(value.GetType())} was returned, which is no {contract.Name}: it cannot go as \"{type.TypeName}\".");
        }

        writer.WriteReference(ReferenceScopes.Require(writer.References, contract).Export(value, contract));
    }

    /// <inheritdoc/>
    public override T? Read(ValueReader reader) =>
        throw new NotSupportedException($"{TypeNames.Of(typeof(T))} is only written as a result: callers see the contract of \"{type.TypeName}\".");
}
