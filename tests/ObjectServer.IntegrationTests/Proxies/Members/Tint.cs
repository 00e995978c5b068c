namespace ObjectServer.IntegrationTests.Proxies.Members;

public enum Tint : byte
{
    Pale,
    Deep = 255,
}
