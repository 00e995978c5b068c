namespace ObjectServer;

/// <summary>What has happened to a list.</summary>
/// <typeparam name="T">The type of its elements.</typeparam>
/// <param name="Kind">What it is.</param>
/// <param name="Index">Where; -1 for what has no place. Each index is that of the list as the changes before have left it.</param>
/// <param name="Value">The element that was added, or stands there now, or was taken out; the default where there is none.</param>
/// <param name="Version">How often the list had been changed with it.</param>
/// <param name="Missed">How many changes are not told; 0 but for <see cref="SharedChangeKind.Missed"/>.</param>
public readonly record struct SharedListChange<T>(SharedChangeKind Kind, int Index, T? Value, long Version, long Missed);
