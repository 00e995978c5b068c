using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <summary>Shared contracts within JSON.</summary>
internal sealed class ContractConverterFactory : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert) => ContractModel.IsContract(typeToConvert);

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(ContractConverter<>).MakeGenericType(typeToConvert))!;
}
