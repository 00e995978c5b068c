using System.Buffers.Binary;

namespace ObjectServer.Memory;

/// <summary>
/// A whole list as bytes: for each item its capacity and the length of its content, as 32-bit integers in little-endian order, and the item
/// itself (<see cref="ItemFormat"/>).
/// </summary>
internal static class PackedItems
{
    /// <summary>The most items of a list: what is kept for each of them is a multiple of what has to be sent for it.</summary>
    public const int MostItems = 4 * 1024 * 1024;

    private const int HeadBytes = 2 * sizeof(int);

    /// <summary>Writes a list of values.</summary>
    /// <param name="values">The values.</param>
    /// <param name="capacities">How many bytes each item has room for; null, or 0 for one, for as many as its value needs.</param>
    /// <exception cref="ArgumentException">No list holds such a value, or there are more or fewer capacities.</exception>
    public static byte[] Write(IReadOnlyList<object?> values, IReadOnlyList<int>? capacities)
    {
        if (capacities is not null && capacities.Count != values.Count)
            throw new ArgumentException($"{capacities.Count} capacities were given for {values.Count} items.", nameof(capacities));
        using var packed = new MemoryStream();
        for (int i = 0; i < values.Count; i++) Add(packed, capacities?[i] ?? 0, ItemFormat.Write(values[i], i));
        return packed.ToArray();
    }

    /// <summary>Writes one more item.</summary>
    public static void Add(MemoryStream packed, int capacity, ReadOnlySpan<byte> item)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt32LittleEndian(head, capacity);
        BinaryPrimitives.WriteInt32LittleEndian(head[sizeof(int)..], item.Length - ItemFormat.KindBytes);
        packed.Write(head);
        packed.Write(item);
    }

    /// <summary>Reads a list of items; those after a faulty one are not looked at.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static List<(int Capacity, ReadOnlyMemory<byte> Item)> Read(ReadOnlyMemory<byte> packed)
    {
        var items = new List<(int Capacity, ReadOnlyMemory<byte> Item)>();
        for (ReadOnlyMemory<byte> rest = packed; rest.Length > 0;)
        {
            if (items.Count == MostItems) throw new ArgumentException($"A list has at most {MostItems} items.", nameof(packed));
            if (rest.Length < HeadBytes + ItemFormat.KindBytes) throw Cut(items.Count);
            int capacity = BinaryPrimitives.ReadInt32LittleEndian(rest.Span);
            int length = BinaryPrimitives.ReadInt32LittleEndian(rest.Span[sizeof(int)..]);
            rest = rest[HeadBytes..];
            if (length < 0 || length > rest.Length - ItemFormat.KindBytes) throw Cut(items.Count);
            ReadOnlyMemory<byte> item = rest[..(ItemFormat.KindBytes + length)];
            Demand(item.Span, items.Count);
            items.Add((capacity, item));
            rest = rest[item.Length..];
        }

        return items;
    }

    /// <summary>Refuses what is no item.</summary>
    /// <exception cref="ArgumentException">It is none.</exception>
    public static void Demand(ReadOnlySpan<byte> item, int index)
    {
        string? fault = item.Length < ItemFormat.KindBytes ? "it has not even a kind." : ItemFormat.Fault((ItemKind)item[0], item[ItemFormat.KindBytes..]);
        if (fault is not null) throw new ArgumentException($"What was sent as item {index} is none: {fault}", nameof(item));
    }

    private static ArgumentException Cut(int index) => new($"What was sent as a list ends within item {index}.");
}
