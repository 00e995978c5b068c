namespace ObjectServer.IntegrationTests.Attaching;

[SharedContract]
public interface IPort
{
    int Berths { get; }
}
