using System.Text.Json.Serialization.Metadata;
using ObjectServer.Wire;

namespace ObjectServer.Values.Structured;

/// <summary>Any type without a kind of its own, as JSON.</summary>
/// <typeparam name="T">The declared type; the type of the object given counts as little as in any other kind.</typeparam>
/// <param name="shape">How the serializer sees the type.</param>
internal sealed class JsonCodec<T>(JsonTypeInfo<T> shape) : ValueCodec<T>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Json;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteJson(value, shape);
    }

    /// <inheritdoc/>
    public override T Read(ValueReader reader) => reader.ReadJson(shape)!;
}
