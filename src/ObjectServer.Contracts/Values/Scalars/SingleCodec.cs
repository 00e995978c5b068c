using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>float, bit for bit.</summary>
internal sealed class SingleCodec : ValueCodec<float>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Single;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, float value) => writer.WriteSingle(value);

    /// <inheritdoc/>
    public override float Read(ValueReader reader) => reader.ReadSingle();
}
