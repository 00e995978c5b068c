using System.Buffers;

namespace ObjectServer.Values;

/// <summary>One rented array of a <see cref="PayloadBuffer"/>, and how much of it is in use.</summary>
internal sealed class PayloadSegment(byte[] array) : ReadOnlySequenceSegment<byte>
{
    /// <summary>The array, from <see cref="ArrayPool{T}.Shared"/>; its one owner is the buffer that the segment is in.</summary>
    public byte[] Array { get; private set; } = array;

    /// <summary>Bytes in use, from the start. That of a buffer's last segment is only up to date after sealing.</summary>
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

    /// <summary>Gives the array back. The segment must not be used again.</summary>
    public void Return()
    {
        ArrayPool<byte>.Shared.Return(Array);
        Array = [];
        Written = 0;
        Memory = default;
    }

    /// <summary>Makes the segment readable as part of a sequence, and says where the next one starts in it.</summary>
    public long Expose(long runningIndex)
    {
        RunningIndex = runningIndex;
        Memory = Array.AsMemory(0, Written);
        return runningIndex + Written;
    }
}
