using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>Memory of numbers. Null arrives as empty: the type has no null.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class MemoryCodec<T> : ValueCodec<Memory<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Numbers;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, Memory<T> value) => NumberBlock<T>.Write(writer, value.Span);

    /// <inheritdoc/>
    public override Memory<T> Read(ValueReader reader) => NumberBlock<T>.Read(reader) ?? [];
}
