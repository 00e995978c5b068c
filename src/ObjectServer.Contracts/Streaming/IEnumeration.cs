namespace ObjectServer.Streaming;

/// <summary>
/// One enumeration of a sequence, as whoever enumerates it from elsewhere holds it. Each call for a block is a credit: the source is asked
/// for nothing that nobody has asked for. It ends when it is closed, or when nobody holds it any more.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
[SharedContract]
internal interface IEnumeration<T>
{
    /// <summary>What comes next: waits for one item, and takes what else is there. Calls are served one after the other.</summary>
    /// <param name="cancel">Cancels the enumeration.</param>
    Task<SequenceBlock<T>> TakeAsync(CancellationToken cancel);

    /// <summary>Ends the enumeration early: cancels a step that is under way, and disposes of the source's enumerator.</summary>
    Task CloseAsync();
}
