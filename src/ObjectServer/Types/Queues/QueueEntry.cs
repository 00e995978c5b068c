namespace ObjectServer.Types.Queues;

/// <summary>An item of a queue.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Number">Its place: items that were put later have a greater one.</param>
/// <param name="Deliveries">How often it has been leased.</param>
internal readonly record struct QueueEntry<T>(T Item, long Number, int Deliveries);
