namespace ObjectServer.Streaming;

/// <summary>
/// A sequence of the other side. Nothing is asked of it before it is enumerated; each enumeration begins anew. Enumerations may overlap.
/// </summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class RemoteSequence<T> : IAsyncEnumerable<T>, IRemoteValue
{
    private readonly Func<CancellationToken, Task<SequenceBlock<T>>> _open;
    private readonly CancellationToken _cancel;

    /// <summary>A sequence that a member returns.</summary>
    /// <param name="open">Begins an enumeration.</param>
    /// <param name="cancel">The token that the member was given: it cancels every enumeration.</param>
    public RemoteSequence(Func<CancellationToken, Task<SequenceBlock<T>>> open, CancellationToken cancel)
    {
        _open = open;
        _cancel = cancel;
    }

    /// <summary>A sequence that arrived by reference.</summary>
    /// <param name="sequence">The proxy of it.</param>
    public RemoteSequence(ISequence<T> sequence)
    {
        _open = sequence.OpenAsync;
        Sequence = sequence;
    }

    /// <summary>The proxy of the sequence; null for one that is a member's result.</summary>
    public ISequence<T>? Sequence { get; }

    /// <inheritdoc/>
    public object With(Func<object, object> replace) => Sequence is { } sequence ? new RemoteSequence<T>((ISequence<T>)replace(sequence)) : this;

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new RemoteEnumerator<T>(_open, cancellationToken, _cancel);
}
