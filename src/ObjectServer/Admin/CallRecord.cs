namespace ObjectServer.Admin;

/// <summary>A call that is under way.</summary>
/// <param name="Member">The member's name; what it does, for what is no call of a member.</param>
/// <param name="Object">The object's id; 0 where it is of none.</param>
/// <param name="ObjectName">The object's name; empty for one without.</param>
/// <param name="Session">Who calls.</param>
/// <param name="IsRunning">It runs; else it waits for its turn, or for a thread.</param>
/// <param name="Age">For how long it has run; else for how long it has waited at its object, and zero where it does not.</param>
internal sealed record CallRecord(string Member, ulong Object, string ObjectName, SessionLabel Session, bool IsRunning, TimeSpan Age);
