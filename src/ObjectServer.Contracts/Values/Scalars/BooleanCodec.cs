using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>bool.</summary>
internal sealed class BooleanCodec : ValueCodec<bool>
{
    private static readonly object True = true;
    private static readonly object False = false;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Boolean;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, bool value) => writer.WriteBoolean(value);

    /// <inheritdoc/>
    public override bool Read(ValueReader reader) => reader.ReadBoolean();

    /// <inheritdoc/>
    public override object? ReadBoxed(ValueReader reader) => reader.ReadBoolean() ? True : False;
}
