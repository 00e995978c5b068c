using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ObjectServer.Values.Structured;

/// <summary>How values become JSON; docs/values.md says it for users.</summary>
internal static class JsonOptions
{
    /// <summary>How deep values may be nested, both ways.</summary>
    public const int MaxDepth = 64;

    private static readonly JsonSerializerOptions Shared = Create();

    /// <summary>How the text is written.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = WellFormedEncoder.Instance, MaxDepth = MaxDepth };

    /// <summary>How the text is read where the serializer does not make the reader.</summary>
    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>
    /// The options to serialize <paramref name="type"/> with. Options hold every type they have met, so a type that can be
    /// unloaded has its own, and its own resolver: equal options would share what they hold.
    /// </summary>
    public static JsonSerializerOptions For(Type type) => type.IsCollectible ? Create() : Shared;

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            IncludeFields = true,
            MaxDepth = MaxDepth,
            AllowDuplicateProperties = false,
            Encoder = WellFormedEncoder.Instance,
            Converters = { new ContractConverterFactory(), new ReadOnlySetConverterFactory(), new BigIntegerConverter(), new ComplexConverter() },
        };
        options.MakeReadOnly();
        return options;
    }
}
