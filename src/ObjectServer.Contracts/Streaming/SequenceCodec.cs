using ObjectServer.Contract;
using ObjectServer.Values;
using ObjectServer.Values.References;
using ObjectServer.Wire;

namespace ObjectServer.Streaming;

/// <summary>A sequence wherever a value can be: it stays where it is, and its reference travels.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class SequenceCodec<T> : ValueCodec<IAsyncEnumerable<T>?>
{
    private ContractModel? _contract;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Reference;

    private ContractModel Contract => _contract ??= ContractModel.Of(typeof(ISequence<T>));

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, IAsyncEnumerable<T>? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        // One of the other side's goes home as itself.
        object shared = (object?)(value as RemoteSequence<T>)?.Sequence ?? new LiveSequence<T>(value);
        writer.WriteReference(ReferenceScopes.Require(writer.References, Contract).Export(shared, Contract));
    }

    /// <inheritdoc/>
    public override IAsyncEnumerable<T>? Read(ValueReader reader)
    {
        if (reader.ReadReference() is not ObjectReference reference) return null;
        object found = ReferenceScopes.Require(reader.References, Contract).Import(reference, Contract);
        return found switch
        {
            LiveSequence<T> live => live.Items,
            ISequence<T> remote => new RemoteSequence<T>(remote),
            _ => throw ReferenceScopes.Unsuitable(reference, found, Contract),
        };
    }
}
