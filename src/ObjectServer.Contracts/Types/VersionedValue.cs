namespace ObjectServer;

/// <summary>A value at one moment.</summary>
/// <typeparam name="T">Its type.</typeparam>
/// <param name="Value">The value.</param>
/// <param name="Version">How often it had been changed: 0 for the first value.</param>
public readonly record struct VersionedValue<T>(T Value, long Version);
