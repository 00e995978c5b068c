using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <inheritdoc cref="ByReferenceConverterFactory"/>
/// <typeparam name="T">A contract, or the class of its proxies.</typeparam>
internal sealed class ByReferenceConverter<T> : JsonConverter<T>
{
    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => throw Refusal($"{value}");

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw Refusal(TypeNames.Of(typeof(T)));

    private static NotSupportedException Refusal(string what) => new(
        $"{what} is a shared object, which is not copied: outside of calls there is no JSON form of it, and none of its properties was read. "
        + "Write the values that you want, or its reference (ObjectClient.ReferenceOf), which any client can attach.");
}
