using System.Buffers;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>Memory that cannot be read.</summary>
internal sealed class UnreadableBytes : MemoryManager<byte>
{
    /// <summary>So much of it.</summary>
    public ReadOnlyMemory<byte> Take(int count) => CreateMemory(count);

    public override Span<byte> GetSpan() => throw new InvalidOperationException("These bytes cannot be read.");

    public override MemoryHandle Pin(int elementIndex = 0) => throw new InvalidOperationException("These bytes cannot be read.");

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
