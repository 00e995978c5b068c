namespace ObjectServer.IntegrationTests.Proxies.Members;

[Flags]
public enum Rights : ulong
{
    None = 0,
    Read = 1,
    Write = 2,
    All = 1UL << 63,
}
