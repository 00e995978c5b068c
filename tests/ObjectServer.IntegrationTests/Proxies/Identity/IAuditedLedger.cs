namespace ObjectServer.IntegrationTests.Proxies.Identity;

[SharedContract]
public interface IAuditedLedger : ILedger
{
    string Auditor { get; set; }
}
