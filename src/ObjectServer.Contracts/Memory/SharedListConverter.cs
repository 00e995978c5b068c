using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Memory;

/// <summary>A shared list wherever a value can be: it stays where it is, and a handle of it travels.</summary>
internal sealed class SharedListConverter : JsonConverter<SharedList>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SharedList value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new SharedListHandle(value.Items, value.ContentBytes, value.Count), options);

    /// <inheritdoc/>
    public override SharedList Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        SharedListHandle? handle = JsonSerializer.Deserialize<SharedListHandle>(ref reader, options);
        if (handle is not { Items: not null }) throw new JsonException("a shared list is its items, its bytes and its count");
        try
        {
            return handle.Open();
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
