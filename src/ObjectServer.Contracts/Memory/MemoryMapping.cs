using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Memory;

/// <summary>The file of a segment in the address space of this process.</summary>
internal sealed unsafe class MemoryMapping : BlockMemory
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private int _unmapped;

    private MemoryMapping(MemoryMappedFile file, long fileBytes, long contentBytes, MemoryMappedFileAccess access)
        : base(isInPlace: true)
    {
        _file = file;
        ContentBytes = contentBytes;
        _view = file.CreateViewAccessor(0, fileBytes, access);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        Content = _start + SegmentFile.ContentOffset;
    }

    /// <summary>How long the content is.</summary>
    public long ContentBytes { get; }

    /// <summary>The words for whoever arranges the content.</summary>
    public byte* UserWords => SegmentFile.UserWords(_start, ContentBytes);

    /// <summary>Whether the server has taken the segment away.</summary>
    public bool IsGone => Volatile.Read(ref SegmentFile.Gone(_start, ContentBytes)) != 0;

    /// <summary>The greatest token of the segment's lock that is void for writing; the server's to set.</summary>
    public ulong Fence
    {
        get => Volatile.Read(ref SegmentFile.Fence(_start, ContentBytes));
        set => Volatile.Write(ref SegmentFile.Fence(_start, ContentBytes), value);
    }

    /// <summary>Maps a new file, and prepares it.</summary>
    /// <param name="handle">The file, of the right length; closed with the mapping.</param>
    /// <param name="layout">What it is to hold.</param>
    /// <param name="contentBytes">How long the content is.</param>
    /// <param name="token">What the file says of itself.</param>
    public static MemoryMapping Create(SafeFileHandle handle, MemoryLayout layout, long contentBytes, Guid token)
    {
        MemoryMapping mapping = Map(handle, contentBytes, MemoryMappedFileAccess.ReadWrite);
        SegmentFile.Prepare(mapping._start, layout, contentBytes, token);
        return mapping;
    }

    /// <summary>Maps the file of a segment, if it is the one that is meant; null when there is no such file that this process may use.</summary>
    /// <param name="place">Where it is.</param>
    /// <param name="contentBytes">How long its content is.</param>
    /// <param name="copyOnWrite">What is written stays with this mapping.</param>
    public static MemoryMapping? TryOpen(MemoryPlace place, long contentBytes, bool copyOnWrite = false)
    {
        // Another machine's path need not even be a path here.
        if (!System.IO.Path.IsPathFullyQualified(place.Path)) return null;
        MemoryMapping? mapping = null;
        try
        {
            SafeFileHandle handle = File.OpenHandle(
                place.Path, FileMode.Open, copyOnWrite ? FileAccess.Read : FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.GetLength(handle) != SegmentFile.FileBytes(contentBytes))
            {
                handle.Dispose();
                return null;
            }

            mapping = Map(handle, contentBytes, copyOnWrite ? MemoryMappedFileAccess.CopyOnWrite : MemoryMappedFileAccess.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            // Not this machine's, or not this user's.
            return null;
        }

        if (SegmentFile.IsOf(mapping._start, SegmentFile.FileBytes(contentBytes), contentBytes, place.Token)) return mapping;
        mapping.Release();
        return null;
    }

    /// <summary>What is told whoever uses a segment of this process's own server that is gone.</summary>
    public static ObjectGoneException Gone() => new("The shared memory no longer exists: it was deleted, or nobody held it any more.");

    /// <summary>Says to everyone who uses the segment that it is gone.</summary>
    public void SetGone() => Volatile.Write(ref SegmentFile.Gone(_start, ContentBytes), 1);

    /// <inheritdoc/>
    protected override void Free()
    {
        if (Interlocked.Exchange(ref _unmapped, 1) != 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }

    private static MemoryMapping Map(SafeFileHandle handle, long contentBytes, MemoryMappedFileAccess access)
    {
        MemoryMappedFile? file = null;
        try
        {
            long fileBytes = SegmentFile.FileBytes(contentBytes);
            file = MemoryMappedFile.CreateFromFile(handle, null, 0, access, HandleInheritability.None, leaveOpen: false);
            return new MemoryMapping(file, fileBytes, contentBytes, access);
        }
        catch
        {
            file?.Dispose();
            handle.Dispose();
            throw;
        }
    }

    // An owner that was forgotten, such as an array that nobody disposed of: what no block uses goes. The handles go by themselves.
    ~MemoryMapping()
    {
        if (_start is null || !HasOnlyOwner || Interlocked.Exchange(ref _unmapped, 1) != 0) return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
    }
}
