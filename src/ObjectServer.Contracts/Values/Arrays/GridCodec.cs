using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ObjectServer.Memory;
using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>An array of numbers of rank two or more.</summary>
/// <typeparam name="TArray">The declared type.</typeparam>
/// <typeparam name="T">The element.</typeparam>
internal sealed class GridCodec<TArray, T> : ValueCodec<TArray?>
    where TArray : class
    where T : unmanaged
{
    private static readonly int Rank = typeof(TArray).GetArrayRank();

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Numbers;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, TArray? value)
    {
        if (value is null)
        {
            writer.WriteNull();
            return;
        }

        var array = (Array)(object)value;
        Span<long> lengths = stackalloc long[Rank];
        for (int i = 0; i < Rank; i++)
        {
            if (array.GetLowerBound(i) != 0)
                throw new ArgumentEncodingException($"Dimension {i} of the array starts at {array.GetLowerBound(i)}; only arrays that start at 0 travel.");

            lengths[i] = array.GetLength(i);
        }

        ref byte first = ref MemoryMarshal.GetArrayDataReference(array);
        writer.WriteNumbers(NumberBlock<T>.Element, lengths, in first, array.LongLength * Unsafe.SizeOf<T>());
    }

    /// <inheritdoc/>
    public override TArray? Read(ValueReader reader)
    {
        Span<long> lengths = stackalloc long[Rank];
        if (!reader.TryReadNumbers(NumberBlock<T>.Element, Unsafe.SizeOf<T>(), lengths))
            return null;

        int[] shape = new int[Rank];
        for (int i = 0; i < Rank; i++)
            shape[i] = (int)lengths[i];

        Array array = Array.CreateInstance(typeof(T), shape);
        LargePages.PreferFor(ref MemoryMarshal.GetArrayDataReference(array), array.LongLength * Unsafe.SizeOf<T>());
        NumberBlock<T>.ReadElements(reader, ref MemoryMarshal.GetArrayDataReference(array), array.LongLength);
        return (TArray)(object)array;
    }
}
