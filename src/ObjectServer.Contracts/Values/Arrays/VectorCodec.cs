using ObjectServer.Wire;

namespace ObjectServer.Values.Arrays;

/// <summary>A one-dimensional array of numbers.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class VectorCodec<T> : ValueCodec<T[]?>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Numbers;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T[]? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            NumberBlock<T>.Write(writer, value);
    }

    /// <inheritdoc/>
    public override T[]? Read(ValueReader reader) => NumberBlock<T>.Read(reader);
}
