namespace ObjectServer.IntegrationTests.Proxies.Disposing;

/// <summary>A contract that can be disposed of synchronously alone.</summary>
[SharedContract]
public interface IHeater : IDisposable
{
    int Degrees { get; }
}
