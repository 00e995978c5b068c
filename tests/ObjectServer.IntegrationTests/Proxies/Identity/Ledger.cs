namespace ObjectServer.IntegrationTests.Proxies.Identity;

[SharedObject("account-ledger")]
public sealed class Ledger : IAuditedLedger
{
    private string _auditor = "";

    public int Entries { get; private set; }

    public string Auditor
    {
        get => _auditor;
        set
        {
            _auditor = value;
            Entries++;
        }
    }
}
