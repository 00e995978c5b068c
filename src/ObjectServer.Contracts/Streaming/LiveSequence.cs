namespace ObjectServer.Streaming;

/// <summary>A sequence of this side as an object that the other side enumerates. Two of the same sequence are the same object.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
/// <param name="Items">The sequence.</param>
[SharedObject("sequence", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed record LiveSequence<T>(IAsyncEnumerable<T> Items) : ISequence<T>, ILiveSequence
{
    object ILiveSequence.Items => Items;

    /// <inheritdoc/>
    public bool Equals(LiveSequence<T>? other) => other is not null && ReferenceEquals(other.Items, Items);

    /// <inheritdoc/>
    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Items);

    /// <summary>Never called: who has the object itself enumerates <see cref="Items"/>, and calls from elsewhere have an invoker of their own.</summary>
    Task<SequenceBlock<T>> ISequence<T>.OpenAsync(CancellationToken cancel) => throw new NotSupportedException("A sequence of this process is enumerated directly.");
}
