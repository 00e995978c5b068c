using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ObjectServer.Values.Structured;

/// <summary>The codecs of types that travel as JSON.</summary>
internal static class JsonCodecFactory
{
    /// <summary>Makes the codec of <paramref name="type"/>, or says why there is none.</summary>
    public static bool TryCreate(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        JsonSerializerOptions options = JsonOptions.For(type);
        reason = new JsonTypeCheck(options).Run(type);
        codec = reason is null ? CodecFactory.Make(typeof(JsonCodec<>), [type], options.GetTypeInfo(type)) : null;
        return codec is not null;
    }
}
