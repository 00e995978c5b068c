using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObjectServer.Memory;
using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>Elements of one number type as a block of bytes; the wire's order is this machine's.</summary>
/// <typeparam name="T">The element.</typeparam>
internal static class NumberBlock<T>
    where T : unmanaged
{
    /// <summary>What the element is called on the wire.</summary>
    public static readonly ElementType Element = BitConverter.IsLittleEndian
        ? ElementTypes.Of(typeof(T))
        : throw new PlatformNotSupportedException("ObjectServer runs on little-endian machines: arrays travel by block copy.");

    /// <summary>Writes a vector.</summary>
    public static void Write(ValueWriter writer, ReadOnlySpan<T> elements)
    {
        long length = elements.Length;
        ref byte first = ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements));
        writer.WriteNumbers(Element, new ReadOnlySpan<long>(in length), in first, length * Unsafe.SizeOf<T>());
    }

    /// <summary>Reads a vector into an array of its own; null for null.</summary>
    public static T[]? Read(ValueReader reader)
    {
        long length = 0;
        if (!reader.TryReadNumbers(Element, Unsafe.SizeOf<T>(), new Span<long>(ref length)))
            return null;

        T[] elements = length == 0 ? [] : LargePages.Array<T>((int)length);
        ReadElements(reader, ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(elements)), length);
        return elements;
    }

    /// <summary>Copies the elements of the array whose shape was just read.</summary>
    public static void ReadElements(ValueReader reader, ref byte destination, long count)
    {
        reader.CopyNumbers(ref destination);
        if (typeof(T) == typeof(bool))
            CheckBooleans(ref destination, count);
    }

    // A bool that is neither 0 nor 1 is true and false at once to compiled code.
    private static void CheckBooleans(ref byte first, long count)
    {
        const int piece = 1 << 30;
        for (; count > 0; count -= piece, first = ref Unsafe.Add(ref first, piece))
        {
            if (MemoryMarshal.CreateReadOnlySpan(ref first, (int)Math.Min(count, piece)).ContainsAnyExceptInRange((byte)0, (byte)1))
                Fault.Throw("an array of bool has elements other than 0 and 1");
        }
    }
}
