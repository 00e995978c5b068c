namespace ObjectServer.IntegrationTests.Proxies.Disposing;

/// <summary>Counts in its house how it is disposed of.</summary>
[SharedObject("lamp")]
public sealed class Lamp(House house) : ILamp
{
    public bool IsOn { get; private set; }

    public Task<bool> SwitchAsync() => Task.FromResult(IsOn = !IsOn);

    public bool IsSameAs(ILamp other) => ReferenceEquals(this, other);

    public void Dispose() => house.Disposed("synchronously");

    public ValueTask DisposeAsync()
    {
        house.Disposed("asynchronously");
        return default;
    }
}
