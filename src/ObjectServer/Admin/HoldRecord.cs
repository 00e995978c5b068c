namespace ObjectServer.Admin;

/// <summary>What a session has of an object, or waits for at it.</summary>
/// <param name="Session">Whose it is.</param>
/// <param name="How">What it is, in a word: "write", "read", "permit", "lease", "get", "put", "join", "wait".</param>
/// <param name="For">For how long.</param>
internal sealed record HoldRecord(SessionLabel Session, string How, TimeSpan For);
