namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>A contract with one fault, which a class can implement all the same.</summary>
[SharedContract]
public interface INoisy
{
    event Func<int> Changed;

    int Number { get; }
}
