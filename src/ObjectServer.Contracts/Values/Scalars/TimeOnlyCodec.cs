using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>TimeOnly.</summary>
internal sealed class TimeOnlyCodec : ValueCodec<TimeOnly>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Time;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, TimeOnly value) => writer.WriteTime(value.Ticks);

    /// <inheritdoc/>
    public override TimeOnly Read(ValueReader reader)
    {
        reader.ReadTime(out long ticks, out int offset, out uint kind);
        return (ulong)ticks <= (ulong)TimeOnly.MaxValue.Ticks && kind == 0 && offset == 0
            ? new TimeOnly(ticks)
            : throw Fault.OutOfRange<TimeOnly>($"(ticks {ticks}, kind {kind}, offset {offset})");
    }
}
