namespace ObjectServer.Client;

/// <summary>One segment of a server's shared memory.</summary>
/// <param name="ObjectId">As in <see cref="ObjectReference.ObjectId"/>; 0 for one that an object of the server keeps to itself.</param>
/// <param name="Name">Its name; null for none.</param>
/// <param name="Layout">What is in it.</param>
/// <param name="Bytes">How long its content is.</param>
/// <param name="References">How many references the sessions of all clients hold.</param>
/// <param name="Holders">Which sessions those are; the first 64.</param>
public sealed record SegmentMemory(
    ulong ObjectId, string? Name, MemoryLayout Layout, long Bytes, long References, IReadOnlyList<SegmentHolder> Holders);
