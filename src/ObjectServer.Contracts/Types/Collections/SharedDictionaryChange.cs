namespace ObjectServer;

/// <summary>What has happened to a dictionary.</summary>
/// <typeparam name="TKey">The type of its keys.</typeparam>
/// <typeparam name="TValue">The type of its values.</typeparam>
/// <param name="Kind">What it is.</param>
/// <param name="Key">The key; the default where there is none.</param>
/// <param name="Value">The value that the key has now, or had until it was taken out; the default where there is none.</param>
/// <param name="Version">How often the dictionary had been changed with it.</param>
/// <param name="Missed">How many changes are not told; 0 but for <see cref="SharedChangeKind.Missed"/>.</param>
public readonly record struct SharedDictionaryChange<TKey, TValue>(SharedChangeKind Kind, TKey? Key, TValue? Value, long Version, long Missed);
