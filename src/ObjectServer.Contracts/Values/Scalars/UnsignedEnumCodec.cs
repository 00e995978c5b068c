using System.Runtime.CompilerServices;
using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>Enums over unsigned integers. Values without a name travel like others.</summary>
/// <typeparam name="T">The declared type.</typeparam>
internal sealed class UnsignedEnumCodec<T> : ValueCodec<T>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Unsigned;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, T value) => writer.WriteUnsigned(Unsafe.SizeOf<T>() switch
    {
        1 => Unsafe.BitCast<T, byte>(value),
        2 => Unsafe.BitCast<T, ushort>(value),
        4 => Unsafe.BitCast<T, uint>(value),
        _ => Unsafe.BitCast<T, ulong>(value),
    });

    /// <inheritdoc/>
    public override T Read(ValueReader reader)
    {
        ulong wide = reader.ReadUnsigned();
        return Unsafe.SizeOf<T>() switch
        {
            1 when wide == (byte)wide => Unsafe.BitCast<byte, T>((byte)wide),
            2 when wide == (ushort)wide => Unsafe.BitCast<ushort, T>((ushort)wide),
            4 when wide == (uint)wide => Unsafe.BitCast<uint, T>((uint)wide),
            8 => Unsafe.BitCast<ulong, T>(wide),
            _ => throw Fault.OutOfRange<T>(wide),
        };
    }
}
