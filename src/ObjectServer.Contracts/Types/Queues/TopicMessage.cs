namespace ObjectServer;

/// <summary>What a subscriber of a topic is told.</summary>
/// <typeparam name="T">The type of the item.</typeparam>
/// <param name="Item">What was published.</param>
/// <param name="Number">Its number in the topic: 1 for the first, one more for each.</param>
/// <param name="Missed">How many before it the subscriber has missed, because it was slower than the topic is long.</param>
public readonly record struct TopicMessage<T>(T Item, long Number, long Missed);
