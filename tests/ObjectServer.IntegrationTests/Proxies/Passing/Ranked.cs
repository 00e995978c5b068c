namespace ObjectServer.IntegrationTests.Proxies.Passing;

/// <summary>A record that calls its shared objects while it is written: a computed property asks them.</summary>
public sealed record Ranked(ICard First, ICard Second)
{
    public int Rank => First.Rank + Second.Rank;
}
