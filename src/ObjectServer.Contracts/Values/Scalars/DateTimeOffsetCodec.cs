using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>DateTimeOffset: ticks of the local reading, and the offset.</summary>
internal sealed class DateTimeOffsetCodec : ValueCodec<DateTimeOffset>
{
    private const int MaxOffsetMinutes = 14 * 60;

    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Time;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, DateTimeOffset value) => writer.WriteTime(value.Ticks, value.TotalOffsetMinutes);

    /// <inheritdoc/>
    public override DateTimeOffset Read(ValueReader reader)
    {
        reader.ReadTime(out long ticks, out int offset, out uint kind);
        return IsValid(ticks, offset) && kind == 0
            ? new DateTimeOffset(ticks, TimeSpan.FromMinutes(offset))
            : throw Fault.OutOfRange<DateTimeOffset>($"(ticks {ticks}, kind {kind}, offset {offset})");
    }

    // Both the local and the UTC reading must be dates.
    private static bool IsValid(long ticks, int offset) =>
        offset is >= -MaxOffsetMinutes and <= MaxOffsetMinutes
        && (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks
        && (ulong)(ticks - offset * TimeSpan.TicksPerMinute) <= (ulong)DateTime.MaxValue.Ticks;
}
