using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ObjectServer.Memory;

/// <summary>
/// How the content of a list's segment is arranged: a head, an entry of 32 bytes for each item, and the items' room, each from a multiple of
/// 8 on. An entry begins with a number that is odd while its item is being written and another one afterwards: who finds the same even
/// number before and after reading has read what was written as one. Only the server writes.
/// </summary>
internal static unsafe class ListFile
{
    /// <summary>The least room of an item, in bytes: that of a number.</summary>
    public const int LeastCapacity = sizeof(long);

    private const int Version = 1;
    private const int CountOffset = 12;
    private const int HeadBytes = 64;
    private const int EntryBytes = 32;
    private const int KindOffset = 8;
    private const int LengthOffset = 12;
    private const int CapacityOffset = 16;
    private const int PlaceOffset = 24;

    // A writer is in an item for less than a microsecond, unless it loses its processor there.
    private const int MostTries = 64;

    // What fits on the stack while it is not known whether it has been read as one.
    private const int StackBytes = 256;

    private static ReadOnlySpan<byte> Mark => "OBJSLIST"u8;

    /// <summary>Where the room of the first item is, in bytes from the start of the content.</summary>
    public static long RoomOffset(int count) => HeadBytes + ((long)EntryBytes * count);

    /// <summary>Writes the head, and the part of each entry that never changes.</summary>
    /// <param name="content">The content, of zeros.</param>
    /// <param name="places">Where each item's room is.</param>
    public static void Prepare(byte* content, IReadOnlyList<ItemPlace> places)
    {
        Mark.CopyTo(new Span<byte>(content, Mark.Length));
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(content + Mark.Length, sizeof(int)), Version);
        BinaryPrimitives.WriteInt32LittleEndian(new Span<byte>(content + CountOffset, sizeof(int)), places.Count);
        for (int i = 0; i < places.Count; i++)
        {
            Int(Entry(content, i), CapacityOffset) = places[i].Capacity;
            Unsafe.AsRef<long>(Entry(content, i) + PlaceOffset) = places[i].Offset;
        }
    }

    /// <summary>Writes an item that fits. One at a time.</summary>
    public static void Write(byte* content, int index, ItemPlace place, ReadOnlySpan<byte> item)
    {
        byte* entry = Entry(content, index);
        ref long sequence = ref Unsafe.AsRef<long>(entry);

        // A full barrier: nothing of the item may be seen before the odd number is. Odd as it may be already, whoever has done that.
        Interlocked.Exchange(ref sequence, sequence | 1);
        Int(entry, KindOffset) = item[0];
        Int(entry, LengthOffset) = item.Length - ItemFormat.KindBytes;
        item[ItemFormat.KindBytes..].CopyTo(new Span<byte>(content + place.Offset, place.Capacity));
        Volatile.Write(ref sequence, sequence + 1);
    }

    /// <summary>Reads an item that is not being written, which its only writer knows.</summary>
    public static byte[] Read(byte* content, int index, ItemPlace place)
    {
        byte* entry = Entry(content, index);
        int length = Math.Clamp(Int(entry, LengthOffset), 0, place.Capacity);
        byte[] item = new byte[ItemFormat.KindBytes + length];
        item[0] = (byte)Int(entry, KindOffset);
        new ReadOnlySpan<byte>(content + place.Offset, length).CopyTo(item.AsSpan(ItemFormat.KindBytes));
        return item;
    }

    /// <summary>Reads an item without a lock; false when it was being written each time it was looked at.</summary>
    /// <exception cref="InvalidDataException">This is no list, or somebody else has written into it.</exception>
    public static bool TryRead(byte* content, long contentBytes, int index, out ItemKind kind, out object? value)
    {
        byte* entry = Entry(content, index);
        ref long sequence = ref Unsafe.AsRef<long>(entry);
        byte* stack = stackalloc byte[StackBytes];
        var wait = default(SpinWait);
        for (int tries = 0; tries < MostTries; tries++)
        {
            long before = Volatile.Read(ref sequence);
            if ((before & 1) == 0)
            {
                kind = (ItemKind)Int(entry, KindOffset);
                int length = Int(entry, LengthOffset);
                int capacity = Int(entry, CapacityOffset);
                long place = Unsafe.AsRef<long>(entry + PlaceOffset);
                if (length < 0 || length > capacity || place < HeadBytes || place > contentBytes - capacity)
                    throw new InvalidDataException($"Item {index} of the list has been written over by something that is not its server.");
                Span<byte> copy = length <= StackBytes ? new Span<byte>(stack, length) : new byte[length];
                new ReadOnlySpan<byte>(content + place, length).CopyTo(copy);
                Volatile.ReadBarrier();
                if (Volatile.Read(ref sequence) == before)
                {
                    value = ItemFormat.Read(kind, copy);
                    return true;
                }
            }

            wait.SpinOnce(sleep1Threshold: -1);
        }

        (kind, value) = (ItemKind.Null, null);
        return false;
    }

    private static byte* Entry(byte* content, int index) => content + HeadBytes + ((long)EntryBytes * index);

    private static ref int Int(byte* entry, int offset) => ref Unsafe.AsRef<int>(entry + offset);
}
