namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>The top of a diamond; not marked, as inherited interfaces need not be.</summary>
public interface IRoot
{
    string Root();

    int Size { get; set; }
}
