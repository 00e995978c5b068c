using ObjectServer.Client.Session;
using ObjectServer.Contract;
using ObjectServer.Streaming;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Sequences of which this side knows only what the server says.</summary>
internal static class DescribedSequences
{
    private const string Sequence = "System.Collections.Generic.IAsyncEnumerable<";
    private const string Block = "ObjectServer.Streaming.SequenceBlock<";

    /// <summary>Whether that is the name of a sequence's type.</summary>
    public static bool IsSequence(string name) => name.StartsWith(Sequence, StringComparison.Ordinal) && name[^1] == '>';

    /// <summary>The name of what a sequence, or a block of one, has as items; empty for any other type.</summary>
    public static string ItemOf(string name) =>
        IsSequence(name) ? name[Sequence.Length..^1]
        : name.StartsWith(Block, StringComparison.Ordinal) && name[^1] == '>' ? name[Block.Length..^1]
        : "";

    /// <summary>Reads the items of such a sequence. What is no type that is the same everywhere says its own kind.</summary>
    public static DescribedCodec ItemCodec(SessionSide session, string item) => new(
        session, DescribedTypes.Find(item) is { } known ? ValueCodecs.Of(known).Kind : ValueKind.Unspecified, item);

    /// <summary>The sequence of the other side that a dynamic caller was given; null for anything else.</summary>
    public static RemoteSequence<object?>? Find(object value) => (value as DescribedSequence)?.Objects;

    /// <summary>The type of a sequence of this side that goes as one of that name; null when it does not.</summary>
    public static Type? TypeOf(object value, string name) => value.GetType().GetInterfaces()
        .FirstOrDefault(type => SequenceTypes.IsSequence(type) && TypeNames.Of(type) == name);
}
