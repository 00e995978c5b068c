namespace ObjectServer.Client;

/// <summary>Events that were lost on their way to one handler, because it was too far behind.</summary>
/// <param name="Source">The object that raised them; null when the handler was passed as an argument instead of added to an event.</param>
/// <param name="Events">How many were lost since the last event that the handler was given.</param>
public readonly record struct Lagged(ObjectReference? Source, long Events);
