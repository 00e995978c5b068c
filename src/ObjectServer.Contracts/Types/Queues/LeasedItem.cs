namespace ObjectServer;

/// <summary>An item that was got from a queue on a lease: it is the holder's when the lease has been acknowledged, and goes back if the holder goes first.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Item">The item.</param>
/// <param name="Lease">The number of the lease, greater than all before of the same queue.</param>
/// <param name="Deliveries">How often the item has been leased, this time included: above 1, somebody may have worked on it before.</param>
public readonly record struct LeasedItem<T>(T Item, ulong Lease, int Deliveries);
