namespace ObjectServer.IntegrationTests.Proxies.Members;

/// <summary>Properties that can only be read: without a setter, and with one that runs only while an object is made.</summary>
[SharedContract]
public interface ISettings
{
    int Size { get; init; }

    string Name { get; }

    int Changes { get; }
}
