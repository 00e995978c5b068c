namespace ObjectServer.Types.Collections;

/// <summary>How many elements a collection may have.</summary>
/// <param name="What">The collection, as the beginning of a sentence.</param>
/// <param name="Most">How many.</param>
internal readonly record struct ElementLimit(string What, int Most)
{
    /// <summary>Refuses what there is no room for.</summary>
    /// <param name="count">How many there would be.</param>
    /// <exception cref="LimitExceededException">More than there may be.</exception>
    public void Demand(long count)
    {
        if (count > Most) throw new LimitExceededException($"{nameof(ObjectServerOptions)}.{nameof(ObjectServerOptions.MaxElements)}", Most, count, What);
    }
}
