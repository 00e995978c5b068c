using System.Globalization;
using System.Runtime.CompilerServices;

namespace ObjectServer.Memory;

/// <summary>What follows from a layout.</summary>
internal static class MemoryLayouts
{
    /// <summary>The most dimensions, as in NumPy.</summary>
    public const int MostDimensions = 64;

    /// <summary>How long the content is, in bytes.</summary>
    /// <exception cref="ArgumentException">The layout is impossible.</exception>
    public static long BytesOf(MemoryLayout layout)
    {
        int element = ElementFormat.BytesOf(layout.ElementType);
        if (element == 0) throw new ArgumentException($"\"{layout.ElementType}\" is no type of elements; it is written as NumPy does, such as \"<f8\".", nameof(layout));
        if (layout.Shape.Count > MostDimensions) throw new ArgumentException($"{layout.Shape.Count} dimensions are too many; there can be {MostDimensions}.", nameof(layout));
        if (layout.Shape.FirstOrDefault(static length => length < 0, 0) is < 0 and long negative) throw new ArgumentOutOfRangeException(nameof(layout), negative, "A dimension cannot be negative.");
        try
        {
            return checked(layout.Length * element);
        }
        catch (OverflowException)
        {
            throw new ArgumentOutOfRangeException(nameof(layout), layout, string.Create(CultureInfo.InvariantCulture, $"So many elements of {element} bytes are more than memory can hold."));
        }
    }

    /// <summary>The shape of a segment as elements of type <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentException">Its elements are of another type.</exception>
    public static IReadOnlyList<long> ShapeAs<T>(MemoryLayout layout)
        where T : unmanaged
    {
        string format = ElementFormat.Of<T>();
        if (layout.ElementType == format) return layout.Shape;
        int size = Unsafe.SizeOf<T>();
        if (layout.ElementType == ElementFormat.Byte && layout.Length % size == 0) return [layout.Length / size];
        throw new ArgumentException($"The shared memory is {layout}; its elements cannot be taken for {typeof(T)}, which is {format}.");
    }
}
