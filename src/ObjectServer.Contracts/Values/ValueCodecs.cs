using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using ObjectServer.Contract;

namespace ObjectServer.Values;

/// <summary>
/// The codec of each declared type. Made once per type and kept as long as the type is: a type of an assembly that can be
/// unloaded is not held. Calls may overlap.
/// </summary>
internal static class ValueCodecs
{
    private static readonly ConditionalWeakTable<Type, ValueCodec> Known = [];

    /// <summary>The codec of <paramref name="type"/>.</summary>
    /// <exception cref="ArgumentEncodingException">The type cannot travel; the message says why.</exception>
    internal static ValueCodec Of(Type type) =>
        TryOf(type, out ValueCodec? codec, out string? reason)
            ? codec
            : throw new ArgumentEncodingException($"{TypeNames.Of(type)} cannot travel: {reason}");

    /// <summary>The codec of <typeparamref name="T"/>.</summary>
    /// <exception cref="ArgumentEncodingException">The type cannot travel; the message says why.</exception>
    internal static ValueCodec<T> Of<T>() => PerType<T>.Codec ??= (ValueCodec<T>)Of(typeof(T));

    /// <summary>The codec of <paramref name="type"/>, or the reason why it cannot travel.</summary>
    internal static bool TryOf(Type type, [NotNullWhen(true)] out ValueCodec? codec, [NotNullWhen(false)] out string? reason)
    {
        ArgumentNullException.ThrowIfNull(type);
        reason = null;
        if (Known.TryGetValue(type, out codec))
            return true;

        if (!CodecFactory.TryCreate(type, out codec, out reason))
            return false;

        codec = Known.GetOrAdd(type, codec);
        return true;
    }

    // The static of a generic type belongs to its type argument: it goes when that one's assembly is unloaded.
    private static class PerType<T>
    {
        public static ValueCodec<T>? Codec { get; set; }
    }
}
