namespace ObjectServer.Memory;

/// <summary>What a single call on shared memory may carry.</summary>
internal static class MemoryLimits
{
    /// <summary>The most bytes that are read at once.</summary>
    public const int MostReadBytes = 16 * 1024 * 1024;

    /// <summary>The longest pattern to fill with, in bytes.</summary>
    public const int MostPatternBytes = 4096;
}
