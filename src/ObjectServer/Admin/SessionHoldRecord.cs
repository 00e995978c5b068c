namespace ObjectServer.Admin;

/// <summary>What a session has of an object, or waits for at it.</summary>
/// <param name="Object">The object's id.</param>
/// <param name="Name">Its name; empty for an unnamed one.</param>
/// <param name="Nature">What the object is: "lock", "queue".</param>
/// <param name="How">What the session has, or wants, in a word.</param>
/// <param name="IsHeld">It has it; else it waits for it.</param>
/// <param name="For">For how long.</param>
internal sealed record SessionHoldRecord(ulong Object, string Name, string Nature, string How, bool IsHeld, TimeSpan For);
