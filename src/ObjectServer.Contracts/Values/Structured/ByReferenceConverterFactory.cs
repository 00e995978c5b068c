using System.Text.Json;
using System.Text.Json.Serialization;

namespace ObjectServer.Values.Structured;

/// <summary>
/// What a serializer outside of calls gets for a shared contract and for a proxy: a refusal. It would otherwise read each of a proxy's
/// properties in the server, unseen, one call after the other. Calls have converters of their own, which come before it. The contract's
/// attribute names it; the class of a proxy has that attribute from its contract.
/// </summary>
internal sealed class ByReferenceConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => true;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ByReferenceConverter<>).MakeGenericType(typeToConvert))!;
}
