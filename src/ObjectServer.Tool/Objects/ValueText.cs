using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ObjectServer.Client.Proxy;

namespace ObjectServer.Tool.Objects;

/// <summary>Values that came from an object, for people and as JSON.</summary>
internal static class ValueText
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new ProxyText() },
    };

    /// <summary>One line: a scalar as it is, everything else as JSON.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        string text => text,
        bool truth => truth ? "true" : "false",
        SharedProxy proxy => proxy.ToString(),
        IFormattable scalar => scalar.ToString(null, CultureInfo.InvariantCulture),
        _ => Json(value),
    };

    /// <summary>As JSON.</summary>
    public static string Json(object? value) => JsonSerializer.Serialize(value, Options);

    private sealed class ProxyText : JsonConverter<SharedProxy>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(SharedProxy).IsAssignableFrom(typeToConvert);

        public override SharedProxy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, SharedProxy value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
