using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Memory;

/// <summary>Shared arrays within JSON.</summary>
internal sealed class SharedArrayConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsConstructedGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(SharedArray<>);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(SharedArrayConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}
