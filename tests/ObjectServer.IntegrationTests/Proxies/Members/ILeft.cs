namespace ObjectServer.IntegrationTests.Proxies.Members;

[SharedContract]
public interface ILeft : IRoot
{
    string Side();

    new long Size { get; }
}
