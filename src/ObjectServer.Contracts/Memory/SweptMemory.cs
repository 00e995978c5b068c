namespace ObjectServer;

/// <summary>What a sweep took away of the shared memory that dead servers had left.</summary>
/// <param name="Servers">How many servers had left something.</param>
/// <param name="Segments">How many segments they had left.</param>
/// <param name="Bytes">How long the files of those were.</param>
public sealed record SweptMemory(int Servers, int Segments, long Bytes);
