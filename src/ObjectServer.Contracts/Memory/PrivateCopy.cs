using System.Runtime.InteropServices;
using ObjectServer.Streaming;

namespace ObjectServer.Memory;

/// <summary>
/// A private copy of a segment that is used by calls. Only what is touched is fetched, in chunks, and only that takes memory. It is freed when its
/// owner and the last block have given it back. Calls may overlap.
/// </summary>
internal sealed class PrivateCopy
{
    private const int ChunkBytes = 64 * 1024;

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly MemoryUse _use;
    private readonly bool[] _isThere;
    private readonly nint _start;
    private int _uses = 1;

    public unsafe PrivateCopy(MemoryUse use)
    {
        _use = use;
        _isThere = new bool[checked((int)((use.ContentBytes + ChunkBytes - 1) / ChunkBytes))];

        // The system gives the pages when they are touched.
        _start = (nint)NativeMemory.AllocZeroed((nuint)Math.Max(use.ContentBytes, 1));
    }

    /// <summary>Where it begins.</summary>
    public unsafe byte* Start => (byte*)_start;

    /// <summary>Whose copy it is.</summary>
    public MemoryUse Use => _use;

    /// <summary>Sees to it that some bytes are there.</summary>
    public async Task FetchAsync(long position, long bytes, CancellationToken cancel)
    {
        using SemaphoreTurn turn = await SemaphoreTurn.TakeAsync(_fetching, cancel).ConfigureAwait(false);
        for (long from = position; NextMissing(ref from, position + bytes) is > 0 and long count; from += count)
        {
            await MemoryCopier.ReadAsync(_use, from, _start + (nint)from, count, cancel).ConfigureAwait(false);
            Note(from, count);
        }
    }

    /// <inheritdoc cref="FetchAsync"/>
    public void Fetch(long position, long bytes)
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_fetching);
        for (long from = position; NextMissing(ref from, position + bytes) is > 0 and long count; from += count)
        {
            MemoryCopier.Read(_use.Memory, from, _start + (nint)from, count);
            Note(from, count);
        }
    }

    /// <summary>Keeps it for a block; false when it is freed.</summary>
    public bool TryUse()
    {
        int uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            int seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses) return true;
            uses = seen;
        }

        return false;
    }

    /// <summary>A block, or the owner, needs it no more.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0) Free();
    }

    // The next chunks that are missing, as many as lie next to each other: where they begin, and how many bytes they have.
    private long NextMissing(ref long from, long end)
    {
        long chunk = from / ChunkBytes;
        long behind = (end + ChunkBytes - 1) / ChunkBytes;
        while (chunk < behind && _isThere[chunk]) chunk++;
        long first = chunk;
        while (chunk < behind && !_isThere[chunk]) chunk++;
        from = first * ChunkBytes;
        return Math.Min(chunk * ChunkBytes, _use.ContentBytes) - from;
    }

    private void Note(long from, long count) => Array.Fill(_isThere, true, (int)(from / ChunkBytes), (int)((count + ChunkBytes - 1) / ChunkBytes));

    private unsafe void Free() => NativeMemory.Free((void*)_start);

    // A view that nobody disposed of. A block that nobody gave back keeps its memory: its span may still be used.
    ~PrivateCopy()
    {
        if (Volatile.Read(ref _uses) == 1) Free();
    }
}
