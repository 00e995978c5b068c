using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Locks;

/// <summary>Who has something of an object, and who waits at it, as who looks at the server sees it: how it was a moment ago.</summary>
/// <param name="Holders">How many have something.</param>
/// <param name="Waiters">How many wait.</param>
/// <param name="Held">The first of those who have something.</param>
/// <param name="Waiting">The first of those who wait, in their order.</param>
/// <param name="State">What else is to be said: "3 permits free", "8 of 8 items"; empty for nothing.</param>
internal sealed record WaitSight(int Holders, int Waiters, IReadOnlyList<HoldSight> Held, IReadOnlyList<HoldSight> Waiting, string State = "")
{
    /// <summary>Nobody has anything, and nobody waits.</summary>
    public static WaitSight Nobody { get; } = new(0, 0, [], []);
}
