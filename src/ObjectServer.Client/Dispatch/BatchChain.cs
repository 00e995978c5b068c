namespace ObjectServer.Dispatch;

/// <summary>
/// The chains of atomic batches: their numbers have the highest bit set, those of all others do not. So whoever meets one, in whichever
/// process, knows that it must not wait for an object that the batch has not entered.
/// </summary>
internal static class BatchChain
{
    private const ulong Mark = 1UL << 63;

    /// <summary>A chain for a new batch.</summary>
    public static ulong New() => Mark | (ulong)Random.Shared.NextInt64(1, long.MaxValue);

    /// <summary>Whether it is the chain of a batch.</summary>
    public static bool Is(ulong chain) => (chain & Mark) != 0;
}
