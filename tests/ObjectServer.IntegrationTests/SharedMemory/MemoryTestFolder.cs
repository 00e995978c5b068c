using ObjectServer.Memory;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A directory for the shared memory of one test, in the memory file system where there is one.</summary>
internal sealed class MemoryTestFolder : IDisposable
{
    public MemoryTestFolder(string? place = null)
    {
        Path = System.IO.Path.Combine(place ?? MemoryFolder.DefaultPlace, $"objectserver-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    /// <summary>What is in it of any server, locks included.</summary>
    public IEnumerable<string> Left => Directory.EnumerateDirectories(Path).SelectMany(Directory.EnumerateFileSystemEntries);

    /// <summary>The files of all segments.</summary>
    public string[] Segments => Directory.GetFiles(Path, "*.npy", SearchOption.AllDirectories);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
