namespace ObjectServer.Values;

/// <summary>
/// Several values that one call brings back: the first of them, and the others. <typeparamref name="TRest"/> is an outcome again while
/// there is more than one other, so that none of them is boxed on the way to the wire.
/// </summary>
internal readonly record struct Outcome<TFirst, TRest>(TFirst First, TRest Rest) : IOutcome
{
    /// <inheritdoc/>
    public object? Take(out object? rest)
    {
        rest = Rest;
        return First;
    }
}
