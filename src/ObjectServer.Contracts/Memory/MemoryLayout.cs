namespace ObjectServer;

/// <summary>What a segment of shared memory holds.</summary>
/// <param name="ElementType">
/// The type of its elements as NumPy writes it, such as <c>&lt;f8</c> for double, <c>|u1</c> for byte, <c>|V24</c> for 24 bytes of a
/// structure.
/// </param>
/// <param name="Shape">How many elements there are in each dimension; the last one's lie next to each other.</param>
public sealed record MemoryLayout(string ElementType, IReadOnlyList<long> Shape)
{
    /// <summary>How many elements there are in all.</summary>
    /// <exception cref="OverflowException">More than 2⁶³.</exception>
    public long Length => Shape.Aggregate(1L, static (product, length) => checked(product * length));

    /// <summary>Text such as <c>&lt;f8[1000, 3]</c>.</summary>
    public override string ToString() => $"{ElementType}[{string.Join(", ", Shape)}]";
}
