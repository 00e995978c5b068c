using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>double, bit for bit.</summary>
internal sealed class DoubleCodec : ValueCodec<double>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Real;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, double value) => writer.WriteReal(value);

    /// <inheritdoc/>
    public override double Read(ValueReader reader) => reader.ReadReal();
}
