namespace ObjectServer.Admin;

/// <summary>A lock, a semaphore, a barrier, a queue or the like: who has something of it, and who waits at it.</summary>
/// <param name="Object">The object's id.</param>
/// <param name="Name">Its name; empty for an unnamed one.</param>
/// <param name="Nature">What it is: "lock", "queue".</param>
/// <param name="State">What else is to be said of it: "3 free", "8 of 8 items"; empty for nothing.</param>
/// <param name="Holders">How many have something of it.</param>
/// <param name="Waiters">How many wait at it.</param>
/// <param name="Held">The first of those who have something of it.</param>
/// <param name="Waiting">The first of those who wait, in their order.</param>
internal sealed record WaitRecord(
    ulong Object, string Name, string Nature, string State, int Holders, int Waiters, IReadOnlyList<HoldRecord> Held, IReadOnlyList<HoldRecord> Waiting);
