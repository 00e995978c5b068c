using System.Runtime.InteropServices;
using ObjectServer.Streaming;

namespace ObjectServer.Memory;

/// <summary>A private copy of a segment that is used by calls. Only what is touched is fetched, in chunks, and only that takes memory.</summary>
internal sealed class PrivateCopy : BlockMemory
{
    private const int ChunkBytes = 64 * 1024;

    private readonly SemaphoreSlim _fetching = new(1, 1);
    private readonly MemoryUse _use;
    private readonly bool[] _isThere;

    /// <param name="use">How this process uses the segment.</param>
    public unsafe PrivateCopy(MemoryUse use)
        : base(isInPlace: false)
    {
        _use = use;
        _isThere = new bool[checked((int)((use.ContentBytes + ChunkBytes - 1) / ChunkBytes))];

        // The system gives the pages when they are touched.
        Content = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(use.ContentBytes, 1));
    }

    private unsafe nint Start => (nint)Content;

    /// <inheritdoc/>
    public override async Task FetchAsync(long position, long bytes, CancellationToken cancel)
    {
        using SemaphoreTurn turn = await SemaphoreTurn.TakeAsync(_fetching, cancel).ConfigureAwait(false);
        for (long from = position; NextMissing(ref from, position + bytes) is > 0 and long count; from += count)
        {
            await MemoryCopier.ReadAsync(_use, from, Start + (nint)from, count, cancel).ConfigureAwait(false);
            Note(from, count);
        }
    }

    /// <inheritdoc/>
    public override void Fetch(long position, long bytes)
    {
        using SemaphoreTurn turn = SemaphoreTurn.Take(_fetching);
        for (long from = position; NextMissing(ref from, position + bytes) is > 0 and long count; from += count)
        {
            MemoryCopier.Read(_use.Memory, from, Start + (nint)from, count);
            Note(from, count);
        }
    }

    /// <inheritdoc/>
    protected override unsafe void Free() => NativeMemory.Free(Content);

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

    // A view that nobody disposed of. A block that nobody gave back keeps its memory: its span may still be used.
    ~PrivateCopy()
    {
        if (HasOnlyOwner) Free();
    }
}
