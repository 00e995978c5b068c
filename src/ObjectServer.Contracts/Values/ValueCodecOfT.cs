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
}
