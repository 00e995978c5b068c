using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>string; well-formed Unicode only.</summary>
internal sealed class TextCodec : ValueCodec<string?>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Text;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, string? value)
    {
        if (value is null)
            writer.WriteNull();
        else
            writer.WriteText(value);
    }

    /// <inheritdoc/>
    public override string? Read(ValueReader reader) => reader.ReadText();
}
