namespace ObjectServer.Memory;

/// <summary>What a server calls its types of shared memory: by these names clients create them.</summary>
internal static class MemoryTypes
{
    /// <summary>A segment, of bytes or of an array's elements.</summary>
    public const string Segment = "memory";

    /// <summary>A list.</summary>
    public const string List = "memory-list";

    /// <summary>A table.</summary>
    public const string Table = "table";
}
