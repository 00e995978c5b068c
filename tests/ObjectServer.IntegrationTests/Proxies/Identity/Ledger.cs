namespace ObjectServer.IntegrationTests.Proxies.Identity;

[SharedObject("ledger")]
public sealed class Ledger : IAuditedLedger
{
    public int Entries { get; private set; }

    public string Auditor
    {
        get;
        set
        {
            field = value;
            Entries++;
        }
    }

        = "";
}
