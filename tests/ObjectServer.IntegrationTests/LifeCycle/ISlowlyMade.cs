namespace ObjectServer.IntegrationTests.LifeCycle;

[SharedContract]
public interface ISlowlyMade
{
    string? Line { get; }
}
