using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace ObjectServer.Memory;

/// <summary>
/// Creates files whose space is really there: a full file system says so when a segment is created, and does not kill, much later, who writes
/// into it.
/// </summary>
internal static partial class SegmentSpace
{
    private const int Interrupted = 4;
    private const int NoSpace = 28;
    private const int NotSupported = 95;
    private const long StepBytes = 256L * 1024 * 1024;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Creates a file of zeros.</summary>
    /// <exception cref="IOException">There is not so much space, or the file cannot be created.</exception>
    public static SafeFileHandle Create(string path, long bytes)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        if (!OperatingSystem.IsLinux()) options.PreallocationSize = bytes;
        SafeFileHandle handle = OpenHandle(path, options);
        try
        {
            if (OperatingSystem.IsLinux()) Reserve(handle, bytes);
            else RandomAccess.SetLength(handle, bytes);
            return handle;
        }
        catch
        {
            handle.Dispose();
            File.Delete(path);
            throw;
        }
    }

    private static SafeFileHandle OpenHandle(string path, FileStreamOptions options)
    {
        using var stream = new FileStream(path, options);
        return File.OpenHandle(path, FileMode.Open, options.Access, options.Share);
    }

    // In steps, as a call that is interrupted gives back all that it has reserved.
    private static void Reserve(SafeFileHandle handle, long bytes)
    {
        for (long done = 0; done < bytes;)
        {
            int error = posix_fallocate(handle, done, Math.Min(StepBytes, bytes - done));
            if (error == Interrupted) continue;
            if (error == NotSupported)
            {
                RandomAccess.SetLength(handle, bytes);
                return;
            }

            if (error == NoSpace) throw new IOException($"The file system has no room for {bytes} bytes.");
            if (error != 0) throw new IOException($"{bytes} bytes could not be reserved: error {error}.");
            done += Math.Min(StepBytes, bytes - done);
        }
    }

    [LibraryImport("libc")]
    private static partial int posix_fallocate(SafeFileHandle file, long offset, long length);
}
