namespace ObjectServer.IntegrationTests.Proxies.Passing;

[SharedContract]
public interface ICard
{
    int Rank { get; }
}
