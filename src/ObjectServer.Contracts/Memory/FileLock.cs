namespace ObjectServer.Memory;

/// <summary>
/// A file that one process at a time has for itself, for as long as it runs: when it ends, however it does, the system takes the lock back.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _file;

    private FileLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, and creates the file if there is none; null when another process has it, or the file may not be used.</summary>
    public static FileLock? TryTake(string path) => TryTake(path, FileMode.OpenOrCreate);

    /// <summary>As <see cref="TryTake(string)"/>, but null also when there is no file.</summary>
    public static FileLock? TryTakeExisting(string path) => TryTake(path, FileMode.Open);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileLock? TryTake(string path, FileMode mode)
    {
        try
        {
            return new FileLock(new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, 1));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
