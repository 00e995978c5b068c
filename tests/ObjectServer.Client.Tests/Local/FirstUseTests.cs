using ObjectServer.Client.Local;
using ObjectServer.Client.Proxy;
using ObjectServer.Client.Session;
using ObjectServer.Contract;

namespace ObjectServer.Client.Tests.Local;

/// <summary>What a process does while its server starts.</summary>
public sealed class FirstUseTests
{
    // A proxy that is collected is given back to its session, and here there is none.
    private static readonly List<SharedProxy> Kept = [];

    [Fact]
    public void Prepare_OfWhatAllSessionsNeed_Succeeds() => FirstUse.Prepare();

    [Fact]
    public void Proxy_OfAContractThatWasPrepared_HasTheTypeThatWasBuilt()
    {
        var contract = ContractModel.Of(typeof(IPrepared));
        Type built = ProxyFactory.Prepare(contract);

        SharedProxy proxy = ProxyFactory.Create(contract, new RemoteHandle(null!, new ObjectReference(Guid.Empty, 1, 1, 0), null!));
        Kept.Add(proxy);

        Assert.Same(built, proxy.GetType());
        Assert.IsAssignableFrom<IPrepared>(proxy);
    }

    [SharedContract]
    public interface IPrepared
    {
        int Number { get; set; }
    }
}
