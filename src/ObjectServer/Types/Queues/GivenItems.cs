namespace ObjectServer.Types.Queues;

/// <summary>What somebody got from a queue at one moment.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="Entries">The items, in their order.</param>
/// <param name="FirstLease">The number of the first one's lease; those of the others follow. 0 without leases.</param>
internal readonly record struct GivenItems<T>(QueueEntry<T>[] Entries, ulong FirstLease)
{
    /// <summary>Nothing.</summary>
    public static GivenItems<T> None { get; } = new([], 0);
}
