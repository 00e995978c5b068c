namespace ObjectServer;

/// <summary>What has happened to a set.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The element that was added or taken out; the default where there is none.</param>
/// <param name="Version">How often the set had been changed with it.</param>
/// <param name="Missed">How many changes are not told; 0 but for <see cref="SharedChangeKind.Missed"/>.</param>
public readonly record struct SharedSetChange<T>(SharedChangeKind Kind, T? Value, long Version, long Missed);
