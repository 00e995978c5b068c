namespace ObjectServer.Dispatch;

/// <summary>Who is in a serialized object, and who waits for it, as who looks at the server sees it: how it was a moment ago.</summary>
/// <param name="Inside">The first few that are inside.</param>
/// <param name="InsideCount">How many are inside.</param>
/// <param name="Waiting">The first ones that wait.</param>
/// <param name="Queue">How many wait, and for how long.</param>
internal sealed record GateSight(IReadOnlyList<CallSight> Inside, int InsideCount, IReadOnlyList<CallSight> Waiting, QueueState Queue);
