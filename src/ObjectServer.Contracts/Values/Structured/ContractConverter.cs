using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <summary>A shared contract within JSON: <c>{"$ref": n}</c>, the n-th of the references that travel beside the JSON.</summary>
/// <typeparam name="T">The contract.</typeparam>
internal sealed class ContractConverter<T> : JsonConverter<T>
    where T : class
{
    private ContractModel? _contract;

    // Not before it is used, for the reason that ReferenceCodec gives.
    private ContractModel Contract => _contract ??= ContractModel.Of(typeof(T));

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        int number = JsonReferences.Current.Export(value, Contract);
        writer.WriteStartObject();
        writer.WriteNumber("$ref"u8, number);
        writer.WriteEndObject();
    }

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool isReference = reader.TokenType == JsonTokenType.StartObject
            && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("$ref"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.Number;
        if (!isReference || !reader.TryGetInt32(out int number) || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
            throw new JsonException("""a shared object is written {"$ref": n}""");

        return JsonReferences.Current.Import<T>(number, Contract);
    }
}
