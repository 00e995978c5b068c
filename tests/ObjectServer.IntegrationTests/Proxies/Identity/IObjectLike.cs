namespace ObjectServer.IntegrationTests.Proxies.Identity;

/// <summary>Declares what every object has.</summary>
[SharedContract]
public interface IObjectLike
{
    string ToString();

    int GetHashCode();

    int Number { get; }
}
