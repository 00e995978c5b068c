using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectServer.Memory.Tables;

/// <inheritdoc/>
/// <typeparam name="T">The type of a cell.</typeparam>
internal sealed class ElementKind<T>(ColumnType type) : ElementKind
    where T : unmanaged
{
    private const ulong Ticks = ulong.MaxValue >> 2;

    /// <inheritdoc/>
    public override ColumnType Type => type;

    /// <inheritdoc/>
    public override Type Element => typeof(T);

    /// <inheritdoc/>
    public override string Format => ElementFormat.Of<T>();

    /// <inheritdoc/>
    public override int Bytes => Unsafe.SizeOf<T>();

    // By its exact type: an array of uint passes for one of int otherwise.
    /// <inheritdoc/>
    public override bool Takes(Array cells) => cells.GetType() == typeof(T[]) || cells.GetType() == typeof(T?[]);

    /// <inheritdoc/>
    public override void Write(Array cells, Span<byte> target, Span<bool> isThere)
    {
        if (cells is T[] plain)
        {
            MemoryMarshal.AsBytes(plain.AsSpan()).CopyTo(target);
            isThere.Fill(true);
            return;
        }

        Span<T> values = MemoryMarshal.Cast<byte, T>(target);
        ReadOnlySpan<T?> given = (T?[])cells;
        for (int i = 0; i < given.Length; i++)
        {
            values[i] = given[i].GetValueOrDefault();
            isThere[i] = given[i].HasValue;
        }
    }

    /// <inheritdoc/>
    public override int IndexOfImpossible(ReadOnlySpan<byte> cells)
    {
        if (typeof(T) == typeof(bool)) return cells.IndexOfAnyExceptInRange((byte)0, (byte)1);
        if (typeof(T) != typeof(DateTime)) return -1;
        for (int i = 0; i < cells.Length; i += sizeof(ulong))
        {
            if ((MemoryMarshal.Read<ulong>(cells[i..]) & Ticks) > (ulong)DateTime.MaxValue.Ticks) return i / sizeof(ulong);
        }

        return -1;
    }
}
