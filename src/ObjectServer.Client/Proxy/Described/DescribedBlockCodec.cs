using ObjectServer.Client.Session;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Reads blocks of a sequence of which this side knows only what the server says.</summary>
/// <param name="session">Where references lead.</param>
/// <param name="item">The name of the items' type.</param>
internal sealed class DescribedBlockCodec(SessionSide session, string item) : ValueCodec<SequenceBlock<object?>>
{
    private readonly DescribedCodec _item = DescribedSequences.ItemCodec(session, item);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Sequence;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, SequenceBlock<object?> value) =>
        throw new NotSupportedException("Blocks are written by who has the sequence.");

    /// <inheritdoc/>
    public override SequenceBlock<object?> Read(ValueReader reader) => BlockCodec.Read(reader, _item, ReadRest);

    private DescribedEnumeration ReadRest(ValueReader reader) => reader.ReadReference() is ObjectReference reference
        ? new DescribedEnumeration((DynamicProxy)session.References.ImportDescribed(reference))
        : throw new ProtocolException("A sequence goes on, and its enumeration is missing.");
}
