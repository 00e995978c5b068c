namespace ObjectServer.IntegrationTests.Proxies.Disposing;

/// <summary>A contract that says that it can be disposed of, in every way.</summary>
[SharedContract]
public interface ILamp : IDisposable, IAsyncDisposable
{
    bool IsOn { get; }

    Task<bool> SwitchAsync();

    bool IsSameAs(ILamp other);
}
