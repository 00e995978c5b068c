namespace ObjectServer.IntegrationTests.Delivery;

/// <summary>A tally that takes one call after the other.</summary>
[SharedObject("orderly")]
public sealed class OrderlyTally : Tally
{
    /// <inheritdoc/>
    protected override bool IsOrderly => true;
}
