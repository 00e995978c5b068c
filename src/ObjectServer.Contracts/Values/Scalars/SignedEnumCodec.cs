using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>Enums over signed integers. Values without a name travel like others.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class SignedEnumCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Integer;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value) => writer.WriteInteger(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, sbyte>(value),
        2 => Unsafe.BitCast<T, short>(value),
        4 => Unsafe.BitCast<T, int>(value),
        _ => Unsafe.BitCast<T, long>(value),
    });

    /// <inheritdoc/>
    public override T Read(ValueReader reader)
    {
        long wide = reader.ReadInteger();
        return Unsafe.SizeOf<T>() switch
        {
            1 when wide == (sbyte)wide => Unsafe.BitCast<sbyte, T>((sbyte)wide),
            2 when wide == (short)wide => Unsafe.BitCast<short, T>((short)wide),
            4 when wide == (int)wide => Unsafe.BitCast<int, T>((int)wide),
            8 => Unsafe.BitCast<long, T>(wide),
            _ => throw Fault.OutOfRange<T>(wide),
        };
    }
}
