using System.Runtime.InteropServices;

namespace ObjectServer.Memory;

/// <summary>
/// Memory outside the garbage collector's, for copies of large things: in <see cref="LargePages"/> where that is worth it.
/// </summary>
internal static unsafe partial class NativeBlock
{
    private const int ReadWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x2 | 0x20;

    private static readonly nint Failed = -1;

    /// <summary>Memory, cleared or not; given back by <see cref="Free"/> with the same length.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="cleared">Every byte of it is to be 0.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public static void* Alloc(long bytes, bool cleared)
    {
        if (LargePages.AreFor(bytes)) return Map(bytes);
        return cleared ? NativeMemory.AllocZeroed((nuint)bytes) : NativeMemory.Alloc((nuint)bytes);
    }

    /// <summary>Gives memory back.</summary>
    public static void Free(void* block, long bytes)
    {
        if (LargePages.AreFor(bytes)) _ = Unmap((nint)block, (nint)bytes);
        else NativeMemory.Free(block);
    }

    private static void* Map(long bytes)
    {
        // With room to begin where a large page does; what is left before and behind goes back at once.
        nint wanted = (nint)bytes + LargePages.Bytes;
        nint start = Map(0, wanted, ReadWrite, PrivateAnonymous, -1, 0);
        if (start == Failed) throw new InsufficientMemoryException($"The system has no {bytes} bytes of memory left for a copy.");
        nint block = (start + LargePages.Bytes - 1) & ~(LargePages.Bytes - 1);
        nint end = (block + (nint)bytes + Environment.SystemPageSize - 1) & ~(nint)(Environment.SystemPageSize - 1);
        if (block > start) _ = Unmap(start, block - start);
        if (start + wanted > end) _ = Unmap(end, start + wanted - end);

        LargePages.PreferIn(block, (nint)bytes);
        return (void*)block;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
