namespace ObjectServer.Values;

/// <summary>Several values that one call has brought back, for a caller who takes them one by one.</summary>
internal interface IOutcome
{
    /// <summary>The first of them.</summary>
    /// <param name="rest">The others: the last value itself, or again an outcome.</param>
    object? Take(out object? rest);
}
