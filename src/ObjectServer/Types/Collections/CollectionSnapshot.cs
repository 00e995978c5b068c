namespace ObjectServer.Types.Collections;

/// <summary>A collection's elements at one moment, and what keeps them.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <param name="Items">The elements. Others enumerate the same array: it is not written.</param>
/// <param name="Pins">Keeps those that are shared objects; null when none is.</param>
internal readonly record struct CollectionSnapshot<T>(T[] Items, ElementPins? Pins);
