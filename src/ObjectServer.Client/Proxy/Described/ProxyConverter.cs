using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>A proxy within JSON: <c>{"$ref": n}</c> in the arguments of a call, and refused everywhere else. Reads no property of it.</summary>
internal sealed class ProxyConverter : JsonConverter<SharedProxy>
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => typeof(SharedProxy).IsAssignableFrom(typeToConvert);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SharedProxy value, JsonSerializerOptions options)
    {
        int number = DescribedJson.Export(value);
        writer.WriteStartObject();
        writer.WriteNumber("$ref"u8, number);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override SharedProxy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("A proxy comes from a client: get the object, or attach its reference.");
}
