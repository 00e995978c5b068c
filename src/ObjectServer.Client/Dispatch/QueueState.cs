namespace ObjectServer.Dispatch;

/// <summary>How many calls wait for an object, and for how long the first of them has.</summary>
internal readonly record struct QueueState(int Waiting, TimeSpan LongestWait);
