using System.Buffers;
using ObjectServer.Wire;

namespace ObjectServer.Values;

/// <summary>One rented array of a <see cref="PayloadBuffer"/>, and how much of it is in use.</summary>
internal sealed class PayloadSegment(byte[] array) : ReadOnlySequenceSegment<byte>
{
    /// <summary>Length of the arrays that have room before what is in use.</summary>
    public const int LargeBytes = 256 * 1024;

    /// <summary>How much room that is.</summary>
    public const int HeadBytes = ChunkFrame.HeadBytes;

    /// <summary>The array, from <see cref="ArrayPool{T}.Shared"/>; its one owner is the buffer that the segment is in.</summary>
    public byte[] Array { get; private set; } = array;

    /// <summary>Where the bytes in use start. Before it a large array has room for the head of the frame that it may become.</summary>
    public int Start => Array.Length >= LargeBytes ? HeadBytes : 0;

    /// <summary>Bytes in use, from <see cref="Start"/>. That of a buffer's last segment is only up to date after sealing.</summary>
    public int Written { get; set; }

    /// <summary>The segment behind this one.</summary>
    public PayloadSegment? Following
    {
        get => (PayloadSegment?)Next;
        set => Next = value;
    }

    /// <summary>Puts a larger array in place of one that nothing was written to.</summary>
    public void Replace(byte[] array)
    {
        ArrayPool<byte>.Shared.Return(Array);
        Array = array;
    }

    /// <summary>What is in use.</summary>
    public Span<byte> Span => Array.AsSpan(Start, Written);

    /// <summary>Gives the array away, to an owner who gives it back to the pool. The segment must not be used again.</summary>
    public byte[] Take()
    {
        byte[] array = Array;
        Array = [];
        Written = 0;
        Memory = default;
        return array;
    }

    /// <summary>Gives the array back. The segment must not be used again.</summary>
    public void Return() => ArrayPool<byte>.Shared.Return(Take());

    /// <summary>Makes the segment readable as part of a sequence, and says where the next one starts in it.</summary>
    public long Expose(long runningIndex)
    {
        RunningIndex = runningIndex;
        Memory = Array.AsMemory(Start, Written);
        return runningIndex + Written;
    }
}
