using System.Numerics;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>sbyte, short, int, long. A number outside the declared type's range is refused, never cut.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class SignedCodec<T> : ValueCodec<T>
    where T : struct, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Integer;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value) => writer.WriteInteger(long.CreateTruncating(value));

    /// <inheritdoc/>
    public override T Read(ValueReader reader)
    {
        long wide = reader.ReadInteger();
        T value = T.CreateTruncating(wide);
        return long.CreateTruncating(value) == wide ? value : throw Fault.OutOfRange<T>(wide);
    }

    /// <inheritdoc/>
    public override object? ReadBoxed(ValueReader reader) => SmallBoxes<T>.Box(Read(reader));
}
