using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace ObjectServer.Wire;

/// <summary>The few primitives of the protobuf encoding that frames written by hand need.</summary>
internal static class Varint
{
    /// <summary>The longest varint in bytes.</summary>
    public const int MaxBytes = 10;

    /// <summary>The unsigned form of a signed number (sint32, sint64): small when its magnitude is.</summary>
    public static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    /// <summary>The inverse of <see cref="ZigZag"/>.</summary>
    public static long UnZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    /// <summary>Bytes that <paramref name="value"/> takes: 1 to 10.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Size(ulong value) => (int)(((uint)BitOperations.Log2(value | 1) * 9 + 73) / 64);

    /// <summary>Writes <paramref name="value"/> and returns how many bytes it took.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Write(Span<byte> destination, ulong value)
    {
        int at = 0;
        while (value >= 0x80)
        {
            destination[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        destination[at++] = (byte)value;
        return at;
    }

    /// <summary>Writes a fixed 64-bit number.</summary>
    public static void WriteFixed64(Span<byte> destination, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(destination, value);

    /// <summary>Reads a varint at <paramref name="at"/> and moves behind it; false when it is cut short or too long.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> source, ref int at, out ulong value)
    {
        if ((uint)at < (uint)source.Length && source[at] < 0x80)
        {
            value = source[at++];
            return true;
        }

        return TryReadLong(source, ref at, out value);
    }

    /// <summary>Moves behind a field of the given wire type; false when it is cut short or of a type that protobuf does not have.</summary>
    public static bool TrySkip(ReadOnlySpan<byte> source, ref int at, int wireType)
    {
        long next;
        switch (wireType)
        {
            case 0:
                return TryRead(source, ref at, out _);
            case 1:
                next = at + 8L;
                break;
            case 2:
                if (!TryRead(source, ref at, out ulong length) || length > int.MaxValue) return false;
                next = at + (long)length;
                break;
            case 5:
                next = at + 4L;
                break;
            default:
                return false;
        }

        if (next > source.Length) return false;
        at = (int)next;
        return true;
    }

    private static bool TryReadLong(ReadOnlySpan<byte> source, ref int at, out ulong value)
    {
        value = 0;
        for (int shift = 0; shift < 70; shift += 7)
        {
            if ((uint)at >= (uint)source.Length) return false;
            byte next = source[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return true;
        }

        return false;
    }
}
