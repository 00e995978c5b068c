namespace ObjectServer.Client;

/// <summary>A session that holds a segment of shared memory.</summary>
/// <param name="Client">What its client calls itself.</param>
/// <param name="ProcessId">The number of its process, as that one says; of another machine, perhaps. 0 where it is not known.</param>
public sealed record SegmentHolder(string Client, long ProcessId);
