using System.Globalization;
using System.Security.Cryptography;

namespace ObjectServer.Memory;

/// <summary>
/// The folder in which one server keeps its segments, beside those of other servers of the same user. A lock says that the server lives: what
/// one has left that was killed is swept away by the next one.
/// </summary>
internal sealed class MemoryFolder : IDisposable
{
    private const string LockEnding = ".lock";
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
        while (true)
        {
            string path = System.IO.Path.Combine(root, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)));
            string lockPath = path + LockEnding;
            FileLock? taken = FileLock.TryTake(lockPath) ?? throw new IOException($"The lock {lockPath} cannot be taken.");

            // A sweep may have had it between its creation and this one's taking it, and have taken it away.
            if (!File.Exists(lockPath))
            {
                taken.Dispose();
                continue;
            }

            CreateOwn(path);
            return new MemoryFolder(path, lockPath, taken);
        }
    }

    /// <summary>Takes away what servers have left that do not run any more.</summary>
    /// <param name="place">In which the folders of all servers are.</param>
    /// <returns>How many segments it took away, and how many bytes they had.</returns>
    public static (int Segments, long Bytes) Sweep(string place)
    {
        string root = RootIn(place);
        if (!Directory.Exists(root) || !IsOwn(root)) return default;
        int segments = 0;
        long bytes = 0;
        foreach (string lockPath in Directory.GetFiles(root, "*" + LockEnding))
        {
            using FileLock? taken = FileLock.TryTake(lockPath);
            if (taken is null || !LocksHold(lockPath)) continue;
            string path = lockPath[..^LockEnding.Length];
            if (Directory.Exists(path))
            {
                FileInfo[] left = new DirectoryInfo(path).GetFiles();
                segments += left.Length;
                bytes += left.Sum(static file => file.Length);
                Directory.Delete(path, recursive: true);
            }

            File.Delete(lockPath);
        }

        return (segments, bytes);
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
        using FileLock? again = FileLock.TryTake(taken);
        return again is null;
    }
}
