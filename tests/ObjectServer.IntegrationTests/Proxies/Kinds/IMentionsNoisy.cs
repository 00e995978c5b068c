namespace ObjectServer.IntegrationTests.Proxies.Kinds;

/// <summary>All its own members can be remote; objects of a contract that it mentions cannot be shared.</summary>
[SharedContract]
public interface IMentionsNoisy
{
    int Number { get; }

    INoisy? Find(bool really);

    List<INoisy> FindAll();

    int Use(INoisy? noisy);
}
