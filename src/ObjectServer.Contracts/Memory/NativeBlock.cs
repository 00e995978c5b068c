using System.Runtime.InteropServices;

namespace ObjectServer.Memory;

/// <summary>
/// Memory outside the garbage collector's, for copies of large things. The system has to bring in and to clear each of its pages when it is first
/// touched, which for pages of 4 KiB takes several times as long as copying into them: so large blocks ask for large pages, where the system has them.
/// </summary>
internal static unsafe partial class NativeBlock
{
    // A block of fewer is not worth whole pages of its own.
    private const long LeastLarge = 4 * 1024 * 1024;
    private const nint LargePage = 2 * 1024 * 1024;
    private const int ReadWrite = 0x1 | 0x2;
    private const int PrivateAnonymous = 0x2 | 0x20;
    private const int HugePages = 14;

    private static readonly nint Failed = -1;

    /// <summary>Memory, cleared or not; given back by <see cref="Free"/> with the same length.</summary>
    /// <param name="bytes">How much.</param>
    /// <param name="cleared">Every byte of it is to be 0.</param>
    /// <exception cref="OutOfMemoryException">There is not so much.</exception>
    public static void* Alloc(long bytes, bool cleared)
    {
        if (IsLarge(bytes)) return Map(bytes);
        return cleared ? NativeMemory.AllocZeroed((nuint)bytes) : NativeMemory.Alloc((nuint)bytes);
    }

    /// <summary>Gives memory back.</summary>
    public static void Free(void* block, long bytes)
    {
        if (IsLarge(bytes)) _ = Unmap((nint)block, (nint)bytes);
        else NativeMemory.Free(block);
    }

    private static bool IsLarge(long bytes) => bytes >= LeastLarge && OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    private static void* Map(long bytes)
    {
        // With room to begin where a large page does; what is left before and behind goes back at once.
        nint wanted = (nint)bytes + LargePage;
        nint start = Map(0, wanted, ReadWrite, PrivateAnonymous, -1, 0);
        if (start == Failed) throw new InsufficientMemoryException($"The system has no {bytes} bytes of memory left for a copy.");
        nint block = (start + LargePage - 1) & ~(LargePage - 1);
        nint end = (block + (nint)bytes + Environment.SystemPageSize - 1) & ~(nint)(Environment.SystemPageSize - 1);
        if (block > start) _ = Unmap(start, block - start);
        if (start + wanted > end) _ = Unmap(end, start + wanted - end);

        // A system that has none leaves it at small ones.
        _ = Advise(block, (nint)bytes, HugePages);
        return (void*)block;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
