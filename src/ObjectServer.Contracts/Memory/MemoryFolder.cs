using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Security.Cryptography;

namespace ObjectServer.Memory;

/// <summary>
/// The folder in which one server keeps its segments, beside those of other servers of the same user. A lock says that the server lives: what
/// one has left that was killed is swept away by the next one.
/// </summary>
internal sealed class MemoryFolder : IDisposable
{
    private const string LockEnding = ".lock";
    private const int MostTries = 100;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileLock _lock;
    private readonly string _lockPath;
    private int _lastNumber;

    private MemoryFolder(string path, string lockPath, FileLock taken)
    {
        Path = path;
        _lockPath = lockPath;
        _lock = taken;
    }

    /// <summary>Where folders are kept when nobody says: the memory file system, where there is one.</summary>
    public static string DefaultPlace => OperatingSystem.IsLinux() && Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath();

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Creates a folder for a server.</summary>
    /// <param name="place">In which the folders of all servers are.</param>
    /// <exception cref="IOException">It cannot be created there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be created there.</exception>
    public static MemoryFolder Create(string place)
    {
        string root = RootIn(place);
        CreateOwn(root);
        for (int tries = 0; tries < MostTries; tries++)
        {
            string path = System.IO.Path.Combine(root, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
            string lockPath = path + LockEnding;

            // A sweep may have the lock between its creation and this one's taking it, and may have taken it away again. Nobody creates a
            // lock of that name a second time.
            FileLock? taken = FileLock.TryTake(lockPath);
            if (taken is null) continue;
            if (!File.Exists(lockPath))
            {
                taken.Dispose();
                continue;
            }

            try
            {
                CreateOwn(path);
                return new MemoryFolder(path, lockPath, taken);
            }
            catch
            {
                File.Delete(lockPath);
                taken.Dispose();
                throw;
            }
        }

        throw new IOException($"No lock can be taken in {root}: the file system is full, or may not be written.");
    }

    /// <summary>Takes away what servers have left that do not run any more. Processes that use a segment of them keep it for as long as they do.</summary>
    /// <param name="place">In which the folders of all servers are.</param>
    /// <exception cref="IOException">Something of it cannot be taken away; all the rest has been.</exception>
    /// <exception cref="UnauthorizedAccessException">Likewise.</exception>
    public static SweptMemory Sweep(string place)
    {
        var swept = new SweptMemory(0, 0, 0);
        string root = RootIn(place);
        if (!Directory.Exists(root) || !IsOwn(root)) return swept;
        Exception? failure = null;
        foreach (string lockPath in Directory.GetFiles(root, "*" + LockEnding))
        {
            using FileLock? taken = FileLock.TryTakeExisting(lockPath);
            if (taken is null || !LocksHold(lockPath)) continue;
            try
            {
                swept = Sweep(lockPath[..^LockEnding.Length], swept);
                File.Delete(lockPath);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure ??= e;
            }
        }

        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        return swept;
    }

    /// <summary>A path for one more segment, at which nothing is.</summary>
    public string NextPath()
    {
        string path;
        do path = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{Interlocked.Increment(ref _lastNumber)}.npy"));
        while (System.IO.Path.Exists(path));
        return path;
    }

    /// <summary>Takes the folder away, with all that is in it. Processes that use a segment keep it for as long as they do.</summary>
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
            File.Delete(_lockPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next server sweeps it away.
        }

        _lock.Dispose();
    }

    // Whoever does this has the lock of a server that is dead.
    private static SweptMemory Sweep(string path, SweptMemory before)
    {
        if (!Directory.Exists(path)) return before;
        FileInfo[] left = new DirectoryInfo(path).GetFiles();
        long bytes = left.Sum(static file => file.Length);
        Directory.Delete(path, recursive: true);
        return new SweptMemory(before.Servers + 1, before.Segments + left.Length, before.Bytes + bytes);
    }

    private static string RootIn(string place) => System.IO.Path.Combine(
        place, OperatingSystem.IsLinux() ? string.Create(CultureInfo.InvariantCulture, $"objectserver-{FileStatus.User}") : "objectserver");

    private static void CreateOwn(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnly);
        if (!IsOwn(path)) throw new UnauthorizedAccessException($"The folder {path} belongs to another user, or others may enter it; shared memory is not kept there.");
    }

    private static bool IsOwn(string path) => !OperatingSystem.IsLinux() || FileStatus.IsPrivateFolder(path);

    // Where files are not locked at all, a living server cannot be told from a dead one.
    private static bool LocksHold(string taken)
    {
        using FileLock? again = FileLock.TryTakeExisting(taken);
        return again is null;
    }
}
