namespace ObjectServer;

/// <summary>
/// Where a segment of shared memory is, for processes that see the same file system as its server. Its file is one that NumPy reads
/// (<c>numpy.load(path, mmap_mode="r+")</c>); docs/shared-memory.md says what is in it.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Token">What the file says of itself: another file that happens to have the same path says something else.</param>
public sealed record MemoryPlace(string Path, Guid Token);
