namespace ObjectServer.IntegrationTests.Proxies.Passing;

[SharedObject("card")]
public sealed class Card(int rank) : ICard
{
    public int Rank { get; } = rank;
}
