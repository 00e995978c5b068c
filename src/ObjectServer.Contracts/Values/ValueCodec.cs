using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>
/// Writes and reads the values of one declared type. Codecs are made once per type and have no state: calls may overlap.
/// </summary>
internal abstract class ValueCodec
{
    /// <summary>The declared type.</summary>
    public abstract Type Type { get; }

    /// <summary>The field of the Value message that carries it.</summary>
    public abstract ValueKind Kind { get; }

    /// <summary>Writes <paramref name="value"/> as the next item of a Values message.</summary>
    /// <exception cref="ArgumentEncodingException">The value cannot be written as the declared type.</exception>
    /// <exception cref="LimitExceededException">It is larger than the writer's limit; nothing was copied.</exception>
    public abstract void WriteBoxed(ValueWriter writer, object? value);

    /// <summary>Reads the next item of a Values message.</summary>
    /// <exception cref="ArgumentEncodingException">The item is not a value of the declared type.</exception>
    public abstract object? ReadBoxed(ValueReader reader);
}
