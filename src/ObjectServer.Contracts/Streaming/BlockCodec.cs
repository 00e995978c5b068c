using ObjectServer.Values;
using Sent = ObjectServer.Wire.Value.KindOneofCase;

namespace ObjectServer.Streaming;

/// <summary>The form of a block, whatever its items are.</summary>
internal static class BlockCodec
{
    /// <summary>A block is closed behind the item that makes it this large.</summary>
    public const int Bytes = 64 * 1024;

    /// <summary>The most items of a block.</summary>
    public const int Items = 8 * 1024;

    /// <summary>The mark behind the items of a block that is not the last. No item is written as a value of its kind.</summary>
    public const uint GoesOn = 0;

    /// <summary>The mark behind the items of the last one.</summary>
    public const uint Ended = 1;

    /// <summary>Reads a block.</summary>
    /// <param name="reader">Where it is.</param>
    /// <param name="item">Reads an item.</param>
    /// <param name="readRest">Reads where the next block is to be had.</param>
    /// <exception cref="ArgumentEncodingException">It is none.</exception>
    public static SequenceBlock<T> Read<T>(ValueReader reader, ValueCodec<T> item, Func<ValueReader, IEnumeration<T>?> readRest)
    {
        var items = new List<T>();
        while (reader.PeekKind() != Sent.Progress) items.Add(item.Read(reader));
        bool hasEnded = reader.ReadProgress() == Ended;
        return new SequenceBlock<T> { Items = items, HasEnded = hasEnded, Rest = hasEnded || reader.AtEnd ? null : readRest(reader) };
    }
}
