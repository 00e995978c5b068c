using System.Numerics;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>byte, ushort, uint, ulong, char. A number outside the declared type's range is refused, never cut.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class UnsignedCodec<T> : ValueCodec<T>
    where T : struct, IBinaryInteger<T>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Unsigned;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value) => writer.WriteUnsigned(ulong.CreateTruncating(value));

    /// <inheritdoc/>
    public override T Read(ValueReader reader)
    {
        ulong wide = reader.ReadUnsigned();
        T value = T.CreateTruncating(wide);
        return ulong.CreateTruncating(value) == wide ? value : throw Fault.OutOfRange<T>(wide);
    }

    /// <inheritdoc/>
    public override object? ReadBoxed(ValueReader reader) => SmallBoxes<T>.Box(Read(reader));
}
