using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ObjectServer.Memory;

/// <summary>
/// Asks the system for large pages where a large value is about to be filled. It has to bring in and to clear each page that is touched for the first time, which
/// for pages of 4 KiB takes several times as long as copying into them. A system that has no large ones leaves it at small ones. Calls may overlap.
/// </summary>
internal static unsafe partial class LargePages
{
    /// <summary>What one has.</summary>
    public const nint Bytes = 2 * 1024 * 1024;

    // Of fewer bytes, too few lie in whole pages.
    private const long Least = 4 * 1024 * 1024;
    private const int HugePages = 14;

    /// <summary>Whether so many bytes are worth asking for, and the system can be asked.</summary>
    public static bool AreFor(long bytes) => bytes >= Least && OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>An array that is about to be filled. Its elements are whatever was in memory before.</summary>
    /// <typeparam name="T">The element.</typeparam>
    public static T[] Array<T>(int length)
        where T : unmanaged
    {
        T[] array = GC.AllocateUninitializedArray<T>(length);
        PreferFor(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetArrayDataReference(array)), (long)length * sizeof(T));
        return array;
    }

    /// <summary>Memory that stays where it is for now is about to be filled.</summary>
    /// <param name="first">Its first byte.</param>
    /// <param name="bytes">How much it is.</param>
    public static void PreferFor(ref byte first, long bytes)
    {
        if (!AreFor(bytes)) return;

        // Others in the first and the last page would have large ones for nothing.
        fixed (byte* start = &first)
        {
            nint from = ((nint)start + Bytes - 1) & ~(Bytes - 1);
            nint to = (nint)(start + bytes) & ~(Bytes - 1);
            if (to > from) PreferIn(from, to - from);
        }
    }

    /// <summary>As <see cref="PreferFor"/>, for memory that begins where a page does.</summary>
    public static void PreferIn(nint start, nint bytes) => _ = Advise(start, bytes, HugePages);

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
