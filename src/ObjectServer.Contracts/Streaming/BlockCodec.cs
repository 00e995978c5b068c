using System.Diagnostics;
using ObjectServer.Values;
using ObjectServer.Wire;
using Sent = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Streaming;

/// <summary>
/// A block of a sequence: its items, then a mark that says whether it was the last, then, in the answer to an opening that goes on, the
/// reference of the enumeration. A block that has a source is filled while it is written, so that its size is known as it grows.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class BlockCodec<T> : ValueCodec<SequenceBlock<T>>
{
    /// <summary>A block is closed behind the item that makes it this large.</summary>
    public const int Bytes = 64 * 1024;

    /// <summary>The most items of a block.</summary>
    public const int Items = 8 * 1024;

    // The marks. No item is written as this kind of value.
    private const uint GoesOn = 0;
    private const uint Ended = 1;

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
    public override SequenceBlock<T> Read(ValueReader reader)
    {
        var items = new List<T>();
        ValueCodec<T> codec = Item;
        while (reader.PeekKind() != Sent.Progress) items.Add(codec.Read(reader));
        bool ended = reader.ReadProgress() == Ended;
        return new SequenceBlock<T>
        {
            Items = items,
            HasEnded = ended,
            Rest = ended || reader.AtEnd ? null : ValueCodecs.Of<IEnumeration<T>>().Read(reader),
        };
    }

    private static void Fill(ValueWriter writer, IBlockSource<T> source)
    {
        ValueCodec<T> codec = Item;
        long start = Stopwatch.GetTimestamp();
        long full = writer.Buffer.Length + Bytes;
        for (int count = 0; count < Items && source.TryNext(out T item); count++)
        {
            codec.Write(writer, item);
            if (writer.Buffer.Length >= full || Stopwatch.GetTimestamp() - start > MostTicks) return;
        }
    }

    private static void End(ValueWriter writer, bool hasEnded, IEnumeration<T>? rest)
    {
        writer.WriteProgress(hasEnded ? Ended : GoesOn);
        if (rest is not null) ValueCodecs.Of<IEnumeration<T>>().Write(writer, rest);
    }
}
