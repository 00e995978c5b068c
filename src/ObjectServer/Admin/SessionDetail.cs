namespace ObjectServer.Admin;

/// <summary>All of a session.</summary>
/// <param name="Session">The session.</param>
/// <param name="Objects">The objects that it holds, those first of which it has most references; at most <see cref="Most"/>.</param>
/// <param name="Holds">What it has of locks, queues and the like, and where it waits; at most <see cref="Most"/>.</param>
internal sealed record SessionDetail(SessionRecord Session, IReadOnlyList<HeldObject> Objects, IReadOnlyList<SessionHoldRecord> Holds)
{
    /// <summary>How many of each are described.</summary>
    public const int Most = 100;
}
