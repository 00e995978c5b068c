using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Values.Structured;

/// <summary>IReadOnlySet, as ISet is written; read into a HashSet.</summary>
/// <typeparam name="T">The element.</typeparam>
internal sealed class ReadOnlySetConverter<T> : JsonConverter<IReadOnlySet<T>>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlySet<T> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize<IEnumerable<T>>(writer, value, options);

    /// <inheritdoc/>
    public override IReadOnlySet<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<HashSet<T>>(ref reader, options);
}
