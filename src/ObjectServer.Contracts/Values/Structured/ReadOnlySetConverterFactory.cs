using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Values.Structured;

/// <summary>IReadOnlySet, the one collection interface that the serializer cannot read.</summary>
internal sealed class ReadOnlySetConverterFactory : JsonConverterFactory
{
    /// <summary>Whether <paramref name="type"/> is such a set.</summary>
    public static bool IsReadOnlySet(Type type) =>
        type.IsConstructedGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlySet<>);

    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => IsReadOnlySet(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ReadOnlySetConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;
}
