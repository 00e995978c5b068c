using ObjectServer.Client.Session;
using ObjectServer.Wire;

namespace ObjectServer.Client.Tests.Session;

public sealed class ContractTableTests
{
    private readonly ContractTable _contracts = new();

    [Fact]
    public void Contracts_MoreThanThereMayBe_AreRefused()
    {
        for (ulong i = 1; i <= ContractTable.Most; i++) _contracts.Add(new ContractDescription { Fingerprint = i });

        Assert.Throws<ProtocolException>(() => _contracts.Add(new ContractDescription { Fingerprint = ulong.MaxValue }));
        Assert.Null(_contracts.Find(ulong.MaxValue));
    }

    [Fact]
    public void Contracts_LongerTogetherThanTheyMayBe_AreRefused()
    {
        var large = new string('a', (int)(ContractTable.MostBytes / 4));
        for (ulong i = 1; i <= 3; i++) _contracts.Add(new ContractDescription { Fingerprint = i, Documentation = large });

        Assert.Throws<ProtocolException>(() => _contracts.Add(new ContractDescription { Fingerprint = 4, Documentation = large }));
        Assert.Null(_contracts.Find(4));
    }

    [Fact]
    public void Contract_DescribedAgain_IsWhatWasSaidFirst()
    {
        for (int i = 0; i < 2 * ContractTable.Most; i++) _contracts.Add(new ContractDescription { Fingerprint = 1, Name = $"name {i}" });

        Assert.Equal("name 0", _contracts.Find(1)?.Name);
    }
}
