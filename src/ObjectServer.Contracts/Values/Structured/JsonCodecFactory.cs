using System.Diagnostics.CodeAnalysis;
using ObjectServer.Contract;

namespace ObjectServer.Values.Structured;

/// <summary>The codecs of types that travel as JSON.</summary>
internal static class JsonCodecFactory
{
    /// <summary>Makes the codec of <paramref name="type"/>, or says why there is none.</summary>
    public static bool TryCreate(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        codec = null;
        reason = $"{TypeNames.Of(type)} has no kind of its own.";
        return false;
    }
}
