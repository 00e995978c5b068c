namespace ObjectServer.IntegrationTests.Proxies.Disposing;

[SharedObject("heater")]
public sealed class Heater(House house) : IHeater
{
    public int Degrees => 21;

    public void Dispose() => house.Disposed("synchronously");
}
