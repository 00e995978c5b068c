using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace ObjectServer.Memory;

/// <summary>
/// How the file of a segment is arranged: a header of one page, which is that of a .npy file; the content, in whole pages; and a page by
/// which its server tells everyone who uses the file how things stand with it.
/// </summary>
internal static unsafe class SegmentFile
{
    /// <summary>Where the content begins, in bytes.</summary>
    public const int ContentOffset = PageBytes;

    /// <summary>Where in the last page a segment's user has words of its own.</summary>
    public const int UserWordsOffset = 64;

    private const int PageBytes = 4096;
    private const int Version = 1;
    private const int GoneOffset = 12;
    private const int TokenOffset = 16;
    private const int ContentBytesOffset = 32;
    private const int FenceOffset = 40;

    private static ReadOnlySpan<byte> Mark => "OBJSHMEM"u8;

    /// <summary>How long the file is for so much content, in bytes.</summary>
    public static long FileBytes(long contentBytes) => ControlOffset(contentBytes) + PageBytes;

    /// <summary>Writes the pages around the content of a new file.</summary>
    /// <param name="start">The start of the mapped file.</param>
    /// <param name="layout">What it holds.</param>
    /// <param name="contentBytes">How long the content is.</param>
    /// <param name="token">What the file says of itself.</param>
    public static void Prepare(byte* start, MemoryLayout layout, long contentBytes, Guid token)
    {
        NpyHeader.Write(layout, ContentOffset).CopyTo(new Span<byte>(start, ContentOffset));
        var control = new Span<byte>(start + ControlOffset(contentBytes), PageBytes);
        Mark.CopyTo(control);
        BinaryPrimitives.WriteInt32LittleEndian(control[8..], Version);
        token.TryWriteBytes(control[TokenOffset..]);
        BinaryPrimitives.WriteInt64LittleEndian(control[ContentBytesOffset..], contentBytes);
    }

    /// <summary>Whether a mapped file is the segment that <paramref name="token"/> means.</summary>
    public static bool IsOf(byte* start, long fileBytes, long contentBytes, Guid token)
    {
        if (fileBytes != FileBytes(contentBytes)) return false;
        var control = new ReadOnlySpan<byte>(start + ControlOffset(contentBytes), PageBytes);
        return control.StartsWith(Mark)
            && BinaryPrimitives.ReadInt32LittleEndian(control[8..]) == Version
            && new Guid(control.Slice(TokenOffset, 16)) == token
            && BinaryPrimitives.ReadInt64LittleEndian(control[ContentBytesOffset..]) == contentBytes;
    }

    /// <summary>The word that says whether the segment is gone: 0 while it is there.</summary>
    public static ref int Gone(byte* start, long contentBytes) => ref Unsafe.AsRef<int>(start + ControlOffset(contentBytes) + GoneOffset);

    /// <summary>The greatest token of the segment's lock that is void for writing.</summary>
    public static ref ulong Fence(byte* start, long contentBytes) => ref Unsafe.AsRef<ulong>(start + ControlOffset(contentBytes) + FenceOffset);

    /// <summary>The words for whoever arranges the content, from <see cref="UserWordsOffset"/> on.</summary>
    public static byte* UserWords(byte* start, long contentBytes) => start + ControlOffset(contentBytes) + UserWordsOffset;

    private static long ControlOffset(long contentBytes) => ContentOffset + ((contentBytes + PageBytes - 1) / PageBytes * PageBytes);
}
