using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Memory.Tables;

/// <summary>A table wherever a value can be: it stays where it is, and a handle of it travels.</summary>
internal sealed class SharedTableConverter : JsonConverter<SharedTable>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SharedTable value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, new SharedTableHandle(value.Table, value.Layout), options);

    /// <inheritdoc/>
    public override SharedTable Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        SharedTableHandle? handle = JsonSerializer.Deserialize<SharedTableHandle>(ref reader, options);
        if (handle is not { Table: not null, Layout: not null }) throw new JsonException("a shared table is its table and its layout");
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
