using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>TimeSpan.</summary>
internal sealed class TimeSpanCodec : ValueCodec<TimeSpan>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Time;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, TimeSpan value) => writer.WriteTime(value.Ticks);

    /// <inheritdoc/>
    public override TimeSpan Read(ValueReader reader)
    {
        reader.ReadTime(out long ticks, out int offset, out uint kind);
        return kind == 0 && offset == 0
            ? new TimeSpan(ticks)
            : throw Fault.OutOfRange<TimeSpan>($"(ticks {ticks}, kind {kind}, offset {offset})");
    }
}
