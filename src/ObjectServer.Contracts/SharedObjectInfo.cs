namespace ObjectServer;

/// <summary>What a server says of one of its objects. A snapshot.</summary>
/// <param name="Reference">The object; it keeps nothing alive.</param>
/// <param name="Name">Its name; null for an unnamed object.</param>
/// <param name="Type">Registered type name; null for an object that came into being as a result.</param>
/// <param name="Contract">Full name of its contract.</param>
/// <param name="References">How many references the sessions of all clients hold.</param>
public sealed record SharedObjectInfo(ObjectReference Reference, string? Name, string? Type, string Contract, long References)
{
    /// <summary>How many calls wait for it. 0 for an object whose calls do not wait for each other.</summary>
    public int Waiting { get; init; }

    /// <summary>How long the first of the waiting calls has waited, to the millisecond; zero when none waits.</summary>
    public TimeSpan LongestWait { get; init; }
}
