using System.Text.Json.Serialization.Metadata;
using ObjectServer.Values.Structured.Records;
using ObjectServer.Wire;

namespace ObjectServer.Values.Structured;

/// <summary>Any type without a kind of its own, as JSON.</summary>
/// <typeparam name="T">The declared type; the type of the object given counts as little as in any other kind.</typeparam>
/// <param name="shape">How the serializer sees the type.</param>
internal sealed class JsonCodec<T>(JsonTypeInfo<T> shape) : ValueCodec<T>
{
    /// <summary>Code for plain records, if the type is one of them.</summary>
    internal RecordUse<T> Records { get; } = new(shape);

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Json;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteJson(value, shape, Records);
    }

    /// <inheritdoc/>
    public override T Read(ValueReader reader) => reader.ReadJson(shape, Records)!;
}
