namespace ObjectServer;

/// <summary>How waiting at a condition has ended. The lock is held again in any case.</summary>
/// <param name="Token">The fencing token of the lock.</param>
/// <param name="WasNotified">False when the time was over, or the caller gave up.</param>
/// <param name="WasCancelled">The caller gave up.</param>
/// <param name="Waited">How long it took, until the lock was held again.</param>
public readonly record struct ConditionOutcome(ulong Token, bool WasNotified, bool WasCancelled, TimeSpan Waited);
