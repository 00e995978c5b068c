namespace ObjectServer.Reading;

/// <summary>Where a <see cref="ReadSpin"/> looks, and what it has found there.</summary>
internal interface ISpinSource
{
    /// <summary>Takes what is there, without waiting. False when there is nothing.</summary>
    bool TryTake();
}
