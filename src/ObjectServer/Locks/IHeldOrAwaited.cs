namespace ObjectServer.Locks;

/// <summary>An object that sessions can have something of, or wait at: a lock, a barrier, a queue. Calls may overlap.</summary>
internal interface IHeldOrAwaited
{
    /// <summary>What it is, in a word or two: "lock", "queue".</summary>
    string Nature { get; }

    /// <summary>Who has something of it, and who waits, as it is now. Holds its gate for no longer than that takes.</summary>
    /// <param name="most">How many of those who have something, and of those who wait, are to be described; how many there are it says in any case.</param>
    WaitSight Look(int most);
}
