namespace ObjectServer.Admin;

/// <summary>A segment of shared memory.</summary>
/// <param name="Object">The id of the object that it is of; 0 for one that is not shared.</param>
/// <param name="Name">That object's name; empty for an unnamed one.</param>
/// <param name="Layout">The type of its elements, and how many there are in each dimension.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="References">References that sessions hold.</param>
/// <param name="Holders">The first sessions that hold it.</param>
internal sealed record SegmentRecord(ulong Object, string Name, string Layout, long Bytes, long References, IReadOnlyList<ObjectHolder> Holders);
