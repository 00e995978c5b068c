using System.Collections.Frozen;

namespace ObjectServer.Memory.Tables;

/// <summary>What a type of cells without text means in memory.</summary>
internal abstract class ElementKind
{
    private static readonly ElementKind[] All =
    [
        new ElementKind<bool>(ColumnType.Boolean),
        new ElementKind<sbyte>(ColumnType.SByte),
        new ElementKind<byte>(ColumnType.Byte),
        new ElementKind<short>(ColumnType.Int16),
        new ElementKind<ushort>(ColumnType.UInt16),
        new ElementKind<int>(ColumnType.Int32),
        new ElementKind<uint>(ColumnType.UInt32),
        new ElementKind<long>(ColumnType.Int64),
        new ElementKind<ulong>(ColumnType.UInt64),
        new ElementKind<Half>(ColumnType.Half),
        new ElementKind<float>(ColumnType.Single),
        new ElementKind<double>(ColumnType.Double),
        new ElementKind<DateTime>(ColumnType.DateTime),
        new ElementKind<TimeSpan>(ColumnType.TimeSpan),
    ];

    private static readonly FrozenDictionary<ColumnType, ElementKind> ByType = All.ToFrozenDictionary(static kind => kind.Type);
    private static readonly FrozenDictionary<Type, ElementKind> ByElement = All.ToFrozenDictionary(static kind => kind.Element);

    /// <summary>The type of the column.</summary>
    public abstract ColumnType Type { get; }

    /// <summary>The type of a cell.</summary>
    public abstract Type Element { get; }

    /// <summary>The type of a cell as NumPy writes it.</summary>
    public abstract string Format { get; }

    /// <summary>How many bytes a cell takes.</summary>
    public abstract int Bytes { get; }

    /// <summary>The kind of a column; null for text and for what is no type.</summary>
    public static ElementKind? Of(ColumnType type) => ByType.GetValueOrDefault(type);

    /// <summary>The kind of a type of cells; null when no column has them.</summary>
    public static ElementKind? Of(Type element) => ByElement.GetValueOrDefault(element);

    /// <summary>Whether an array holds such cells; null ones are another question.</summary>
    public abstract bool Takes(Array cells);

    /// <summary>Writes cells as they lie in memory. What stands for a null is zero.</summary>
    /// <param name="cells">An array that <see cref="Takes"/> says yes to.</param>
    /// <param name="target">Where they go.</param>
    /// <param name="isThere">Which of them are there, [number of cells].</param>
    public abstract void Write(Array cells, Span<byte> target, Span<bool> isThere);

    /// <summary>The first of some cells that can be no value of the type; −1 for none.</summary>
    public abstract int IndexOfImpossible(ReadOnlySpan<byte> cells);
}
