using System.Diagnostics;
using ObjectServer.Values;
using ObjectServer.Wire;

namespace ObjectServer.Streaming;

/// <summary>
/// A block of a sequence: its items, then a mark that says whether it was the last, then, in the answer to an opening that goes on, the
/// reference of the enumeration. A block that has a source is filled while it is written, so that its size is known as it grows.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class BlockCodec<T> : ValueCodec<SequenceBlock<T>>
{
    // What is slow to make is not kept back for the sake of a full block.
    private static readonly long MostTicks = Stopwatch.Frequency / 1000;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Sequence;

    // A contract whose members mention each other in circles may ask for this codec while it is being read.
    private static ValueCodec<T> Item => ValueCodecs.Of<T>();

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, SequenceBlock<T> value)
    {
        if (value.Source is { } source)
        {
            Fill(writer, source);
            End(writer, source.HasEnded, source.HasEnded || !value.IsFirst ? null : source.Rest);
            return;
        }

        foreach (T item in value.Items) Item.Write(writer, item);
        End(writer, value.HasEnded, value.Rest);
    }

    /// <inheritdoc/>
    public override SequenceBlock<T> Read(ValueReader reader) => BlockCodec.Read(reader, Item, static rest => ValueCodecs.Of<IEnumeration<T>>().Read(rest));

    private static void Fill(ValueWriter writer, IBlockSource<T> source)
    {
        ValueCodec<T> codec = Item;
        long start = Stopwatch.GetTimestamp();
        long full = writer.Buffer.Length + BlockCodec.Bytes;
        for (int count = 0; count < BlockCodec.Items && source.TryNext(out T item); count++)
        {
            codec.Write(writer, item);
            if (writer.Buffer.Length >= full || Stopwatch.GetTimestamp() - start > MostTicks) return;
        }
    }

    private static void End(ValueWriter writer, bool hasEnded, IEnumeration<T>? rest)
    {
        writer.WriteProgress(hasEnded ? BlockCodec.Ended : BlockCodec.GoesOn);
        if (rest is not null) ValueCodecs.Of<IEnumeration<T>>().Write(writer, rest);
    }
}
