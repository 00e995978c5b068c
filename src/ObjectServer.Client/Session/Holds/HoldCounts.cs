namespace ObjectServer.Client.Session.Holds;

/// <summary>How much a session holds and waits for.</summary>
/// <param name="Locks">Locks, each as often as it is held.</param>
/// <param name="Permits">Claims to permits of semaphores.</param>
/// <param name="Leases">Items of queues, on a lease.</param>
/// <param name="Waits">Places where it waits.</param>
internal readonly record struct HoldCounts(int Locks, int Permits, int Leases, int Waits);
