namespace ObjectServer.IntegrationTests.Proxies.Identity;

/// <summary>A contract that another one inherits: an object may be used by either.</summary>
[SharedContract]
public interface ILedger
{
    int Entries { get; }
}
