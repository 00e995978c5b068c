namespace ObjectServer.Memory;

/// <summary>Where the room of an item of a list is.</summary>
/// <param name="Offset">Its start, in bytes from the start of the content.</param>
/// <param name="Capacity">How long it is, in bytes.</param>
internal readonly record struct ItemPlace(long Offset, int Capacity);
