namespace ObjectServer;

/// <summary>How things stood with a lock at one moment; for diagnostics.</summary>
/// <param name="IsHeld">Somebody has it.</param>
/// <param name="IsHeldByCaller">The session that asks has it; always false for a lock without owner.</param>
/// <param name="Count">How often it is held: by how many, and how often a reentrant one by its owner.</param>
/// <param name="Waiting">How many wait for it.</param>
public readonly record struct SharedLockState(bool IsHeld, bool IsHeldByCaller, int Count, int Waiting);
