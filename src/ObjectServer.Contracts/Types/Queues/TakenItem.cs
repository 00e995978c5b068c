namespace ObjectServer;

/// <summary>What was got from a queue without waiting, if there was anything.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="IsTaken">Whether there was an item.</param>
/// <param name="Item">The item; the default of its type when there was none.</param>
public readonly record struct TakenItem<T>(bool IsTaken, T? Item);
