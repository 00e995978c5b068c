namespace ObjectServer.Streaming;

/// <summary>Some items of a sequence, in their order, that travel together.</summary>
/// <typeparam name="T">What it is a sequence of.</typeparam>
internal sealed class SequenceBlock<T> : IRemoteValue
{
    /// <summary>The items; those of a block that has a <see cref="Source"/> are not known yet.</summary>
    public IReadOnlyList<T> Items { get; init; } = [];

    /// <summary>Nothing comes behind them.</summary>
    public bool HasEnded { get; init; }

    /// <summary>Where the next block is to be had, in the answer to an opening; null when there is none, and in later blocks.</summary>
    public IEnumeration<T>? Rest { get; init; }

    /// <summary>It answers an opening: the receiver does not know yet where the next one is to be had.</summary>
    public bool IsFirst { get; init; }

    /// <summary>Where the items are taken from while they are written; null in a block that has arrived.</summary>
    public IBlockSource<T>? Source { get; init; }

    /// <inheritdoc/>
    public object With(Func<object, object> replace) => Rest is { } rest
        ? new SequenceBlock<T> { Items = Items, HasEnded = HasEnded, IsFirst = IsFirst, Rest = (IEnumeration<T>)replace(rest) }
        : this;
}
