using ObjectServer.Wire;

namespace ObjectServer.Values.Scalars;

/// <summary>DateTime: ticks and kind arrive as they were sent, also of a local time.</summary>
internal sealed class DateTimeCodec : ValueCodec<DateTime>
{
    /// <inheritdoc/>
    public override ValueKind Kind => ValueKind.Time;

    /// <inheritdoc/>
    public override void Write(ValueWriter writer, DateTime value) => writer.WriteTime(value.Ticks, kind: (uint)value.Kind);

    /// <inheritdoc/>
    public override DateTime Read(ValueReader reader)
    {
        reader.ReadTime(out long ticks, out int offset, out uint kind);
        return (ulong)ticks <= (ulong)DateTime.MaxValue.Ticks && kind <= (uint)DateTimeKind.Local && offset == 0
            ? new DateTime(ticks, (DateTimeKind)kind)
            : throw Fault.OutOfRange<DateTime>($"(ticks {ticks}, kind {kind}, offset {offset})");
    }
}
