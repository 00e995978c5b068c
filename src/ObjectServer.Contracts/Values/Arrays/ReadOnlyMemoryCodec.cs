using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>ReadOnlyMemory of numbers. Null arrives as empty: the type has no null.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class ReadOnlyMemoryCodec<T> : ValueCodec<ReadOnlyMemory<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Numbers;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, ReadOnlyMemory<T> value) => NumberBlock<T>.Write(writer, value.Span);

    /// <inheritdoc/>
    public override ReadOnlyMemory<T> Read(ValueReader reader) => NumberBlock<T>.Read(reader) ?? [];
}
