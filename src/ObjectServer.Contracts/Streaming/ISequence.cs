namespace ObjectServer.Streaming;

/// <summary>What an <see cref="IAsyncEnumerable{T}"/> travels as wherever a value can be: an object that is enumerated from elsewhere.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
[SharedContract]
internal interface ISequence<T>
{
    /// <summary>Begins an enumeration of its own. What is there at once comes with the answer.</summary>
    /// <param name="cancel">Cancels the opening, and with it the enumeration.</param>
    Task<SequenceBlock<T>> OpenAsync(CancellationToken cancel);
}
