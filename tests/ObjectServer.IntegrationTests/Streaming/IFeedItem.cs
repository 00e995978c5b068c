namespace ObjectServer.IntegrationTests.Streaming;

/// <summary>What a sequence of references leads to.</summary>
[SharedContract]
public interface IFeedItem
{
    int Number { get; }
}
