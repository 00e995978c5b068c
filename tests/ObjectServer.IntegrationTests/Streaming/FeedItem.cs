namespace ObjectServer.IntegrationTests.Streaming;

/// <inheritdoc/>
public sealed class FeedItem(int number) : IFeedItem
{
    /// <inheritdoc/>
    public int Number => number;
}
