using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Values.Structured;

namespace ObjectServer.Client.Proxy.Described;

/// <summary>Takes a piece of JSON as it is, with the references beside it.</summary>
internal sealed class JsonTreeConverter : JsonConverter<JsonTree>
{
    /// <inheritdoc/>
    public override JsonTree Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonElement.ParseValue(ref reader), JsonReferences.Current.TakeAll());

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, JsonTree value, JsonSerializerOptions options) =>
        throw new NotSupportedException("A tree is only read.");
}
