using System.Numerics;
using System.Runtime.InteropServices;

namespace ObjectServer;

/// <summary>
/// Changes of single elements that no other change of the same element can come between, whichever process makes it. Only where the array is
/// used in place. Calls may overlap.
/// </summary>
public static class SharedArrayAtomics
{
    /// <summary>Adds to an element.</summary>
    /// <typeparam name="T">The type of the elements: numbers of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="index">Which element, counted over all dimensions.</param>
    /// <param name="value">What to add; integers wrap around.</param>
    /// <returns>The element as it is afterwards.</returns>
    /// <exception cref="NotSupportedException">The array is not used in place here.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such element.</exception>
    /// <exception cref="ObjectGoneException">The array is gone.</exception>
    public static T Add<T>(this SharedArray<T> array, long index, T value)
        where T : unmanaged, INumber<T>
    {
        using SharedBlock<T> block = One(array, index);
        ref T element = ref block.Span[0];
        T seen = element;
        while (true)
        {
            T sum = unchecked(seen + value);
            T found = Interlocked.CompareExchange(ref element, sum, seen);
            if (Same(found, seen)) return sum;
            seen = found;
        }
    }

    /// <summary>Gives an element a value if it has the one that is expected.</summary>
    /// <typeparam name="T">The type of the elements: numbers of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="index">Which element, counted over all dimensions.</param>
    /// <param name="value">What it gets.</param>
    /// <param name="expected">What it must be, bit by bit.</param>
    /// <returns>The element as it was; it has the new value if that is <paramref name="expected"/>.</returns>
    /// <inheritdoc cref="Add" path="/exception"/>
    public static T CompareExchange<T>(this SharedArray<T> array, long index, T value, T expected)
        where T : unmanaged, INumber<T>
    {
        using SharedBlock<T> block = One(array, index);
        return Interlocked.CompareExchange(ref block.Span[0], value, expected);
    }

    /// <summary>Gives an element a value.</summary>
    /// <typeparam name="T">The type of the elements: numbers of 1, 2, 4 or 8 bytes.</typeparam>
    /// <param name="array">The array.</param>
    /// <param name="index">Which element, counted over all dimensions.</param>
    /// <param name="value">What it gets.</param>
    /// <returns>The element as it was.</returns>
    /// <inheritdoc cref="Add" path="/exception"/>
    public static T Exchange<T>(this SharedArray<T> array, long index, T value)
        where T : unmanaged, INumber<T>
    {
        using SharedBlock<T> block = One(array, index);
        return Interlocked.Exchange(ref block.Span[0], value);
    }

    // Bit by bit, as the processor compares: -0 equals 0 otherwise, and what is not a number not even itself.
    private static bool Same<T>(T one, T other)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in one)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in other)));

    private static SharedBlock<T> One<T>(SharedArray<T> array, long index)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(array);
        SharedBlock<T> block = array.Acquire(new ElementRange(index, 1), BlockAccess.ReadWrite);
        if (block.IsInPlace) return block;
        block.Drop();
        throw new NotSupportedException("An element can only be changed atomically where the array is used in place, which is on the server's machine. Elsewhere, let an object of the server do it.");
    }
}
