namespace ObjectServer.IntegrationTests.Lifetime;

/// <summary>An object whose disposal can be watched.</summary>
[SharedContract]
public interface IResource
{
    string Key { get; }

    IResource Open(string key);

    void Keep(IResource other);

    void DropKept();

    Task HoldAsync(CancellationToken cancel);
}
