using System.Buffers;

namespace ObjectServer.Values.Structured;

/// <summary>Lets JSON into a buffer until it passes a limit: nobody knows its size before it is written.</summary>
internal sealed class LimitedOutput(PayloadBuffer buffer) : IBufferWriter<byte>
{
    // A writer asks for room for the case that every character is escaped, and never for less than a page.
    private const int WorstExpansion = 6;
    private const int Page = 4096;

    private ValueLimit _limit;
    private long _used;
    private long _available;

    /// <summary>Starts anew.</summary>
    /// <param name="limit">The limit, for the error.</param>
    /// <param name="available">How much of it is left.</param>
    public void Reset(ValueLimit limit, long available)
    {
        _limit = limit;
        _used = limit.MaxBytes - available;
        _available = available;
    }

    /// <inheritdoc/>
    public void Advance(int count)
    {
        Check(buffer.Length + count);
        buffer.Advance(count);
    }

    /// <inheritdoc/>
    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Check(buffer.Length + (sizeHint - Page) / WorstExpansion);
        return buffer.GetMemory(sizeHint);
    }

    /// <inheritdoc/>
    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    private void Check(long length)
    {
        if (length > _available)
            Fault.ThrowLimit(_limit, _used + length, "A value written as JSON");
    }
}
