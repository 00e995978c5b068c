using ObjectServer.Client.Session.Holds;

namespace ObjectServer.Dispatch;

/// <summary>A call as who looks at the server sees it: how it was a moment ago.</summary>
/// <param name="Member">The member's name; what it does, for what is no call of a member.</param>
/// <param name="Object">The object's id; 0 where it is none of one object.</param>
/// <param name="Session">Who calls; null for the server's own code.</param>
/// <param name="IsRunning">It runs; else it waits for its turn, or for a thread.</param>
/// <param name="Age">For how long it has run; else for how long it has waited at its object, and zero where it does not.</param>
internal sealed record CallSight(string Member, ulong Object, SessionHolds? Session, bool IsRunning, TimeSpan Age);
