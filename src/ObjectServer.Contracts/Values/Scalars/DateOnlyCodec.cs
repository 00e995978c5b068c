using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>DateOnly, as its day number.</summary>
internal sealed class DateOnlyCodec : ValueCodec<DateOnly>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Time;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, DateOnly value) => writer.WriteTime(value.DayNumber);

    /// <inheritdoc/>
    public override DateOnly Read(ValueReader reader)
    {
        reader.ReadTime(out long ticks, out int offset, out uint kind);
        return (ulong)ticks <= (ulong)DateOnly.MaxValue.DayNumber && kind == 0 && offset == 0
            ? DateOnly.FromDayNumber((int)ticks)
            : throw Fault.OutOfRange<DateOnly>($"(day {ticks}, kind {kind}, offset {offset})");
    }
}
