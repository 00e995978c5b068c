using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Memory;

/// <summary>A shared array wherever a value can be: it stays where it is, and a handle of it travels.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
internal sealed class SharedArrayConverter<T> : JsonConverter<SharedArray<T>>
    where T : unmanaged
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, SharedArray<T> value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer, new SharedArrayHandle(value.Memory, value.Use.ContentBytes, ElementFormat.Of<T>(), value.Shape, value.Offset), options);

    /// <inheritdoc/>
    public override SharedArray<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        SharedArrayHandle? handle = JsonSerializer.Deserialize<SharedArrayHandle>(ref reader, options);
        if (handle is not { Memory: not null, ElementType: not null, Shape: not null }) throw new JsonException("a shared array is its memory, element type, shape and offset");
        try
        {
            return handle.Open<T>();
        }
        catch (ArgumentException e)
        {
            throw new JsonException(e.Message, e);
        }
    }
}
