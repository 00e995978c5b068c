using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>ArraySegment of numbers. Null arrives as empty: the type has no null.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class ArraySegmentCodec<T> : ValueCodec<ArraySegment<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Numbers;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, ArraySegment<T> value) => NumberBlock<T>.Write(writer, value.AsSpan());

    /// <inheritdoc/>
    public override ArraySegment<T> Read(ValueReader reader) => NumberBlock<T>.Read(reader) ?? [];
}
