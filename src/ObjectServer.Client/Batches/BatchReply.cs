namespace ObjectServer.Client.Batches;

/// <summary>The answer to an atomic batch.</summary>
/// <param name="Results">Take the results of the first calls, in order, as their outcomes.</param>
/// <param name="Failed">The call that ended the batch.</param>
/// <param name="Error">What it failed with; null when all calls have results.</param>
internal sealed record BatchReply(IReadOnlyList<Action> Results, int Failed, Exception? Error);
