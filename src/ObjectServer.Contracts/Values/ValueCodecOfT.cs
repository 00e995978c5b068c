using ObjectServer.Contract;

namespace ObjectServer.Values;

/// <summary>The typed form of a codec, for compiled callers: nothing is boxed.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal abstract class ValueCodec<T> : ValueCodec
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <inheritdoc cref="ValueCodec.WriteBoxed"/>
    public abstract void Write(ValueWriter writer, T value);

    /// <inheritdoc cref="ValueCodec.ReadBoxed"/>
    public abstract T Read(ValueReader reader);

    /// <inheritdoc/>
    public override void WriteBoxed(ValueWriter writer, object? value)
    {
        if (value is T typed)
            Write(writer, typed);
        else if (value is null && default(T) is null)
            Write(writer, default!);
        else
            throw new ArgumentEncodingException($"{(value is null ? "null" : TypeNames.Of(value.GetType()))} is not a value of {TypeNames.Of(typeof(T))}.");
    }

    /// <inheritdoc/>
    public override object? ReadBoxed(ValueReader reader) => Read(reader);
}
