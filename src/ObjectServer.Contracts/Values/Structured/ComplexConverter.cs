using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Values.Structured;

/// <summary>Complex: <c>[real, imaginary]</c>. By itself the serializer would write it, and read zero.</summary>
internal sealed class ComplexConverter : JsonConverter<Complex>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Complex value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        JsonSerializer.Serialize(writer, value.Real, options);
        JsonSerializer.Serialize(writer, value.Imaginary, options);
        writer.WriteEndArray();
    }

    /// <inheritdoc/>
    public override Complex Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool isStart = reader.TokenType == JsonTokenType.StartArray && reader.Read();
        double real = isStart ? JsonSerializer.Deserialize<double>(ref reader, options) : 0;
        double imaginary = isStart && reader.Read() ? JsonSerializer.Deserialize<double>(ref reader, options) : 0;
        return isStart && reader.Read() && reader.TokenType == JsonTokenType.EndArray
            ? new Complex(real, imaginary)
            : throw new JsonException("a complex number is written [real, imaginary]");
    }
}
