namespace ObjectServer.Client.Session.Holds;

/// <summary>What somebody holds or waits for, as who looks at the server sees it: how it was a moment ago.</summary>
/// <param name="Session">Whose it is; null for the server's own.</param>
/// <param name="How">What the session has of the object, or wants of it, in a word.</param>
/// <param name="For">For how long.</param>
internal readonly record struct HoldSight(SessionHolds? Session, string How, TimeSpan For);
