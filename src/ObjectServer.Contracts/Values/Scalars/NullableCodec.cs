using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>A value type, or null.</summary>
/// <typeparam name="T">The type of what is not null.</typeparam>
/// <param name="inner">The codec of what is not null.</param>
internal sealed class NullableCodec<T>(ValueCodec<T> inner) : ValueCodec<T?>
    where T : struct
{
    /// <inheritdoc/>
    public override ValueKind Kind => inner.Kind;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T? value)
    {
        if (value is T given)
            inner.Write(writer, given);
        else
            writer.WriteNull();
    }

    /// <inheritdoc/>
    public override T? Read(ValueReader reader) => reader.TryReadNull() ? null : inner.Read(reader);

    /// <inheritdoc/>
    public override object? ReadBoxed(ValueReader reader) => reader.TryReadNull() ? null : inner.ReadBoxed(reader);
}
