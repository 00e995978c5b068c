namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedContract]
public interface IRight : IRoot
{
    string Side();
}
