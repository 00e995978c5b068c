namespace ObjectServer.IntegrationTests.Proxies.Kinds;

public sealed class MentionsNoisy : IMentionsNoisy
{
    public int Number => 5;

    public INoisy? Find(bool really) => really ? new Noisy() : null;

    public List<INoisy> FindAll() => [new Noisy()];

    public int Use(INoisy? noisy) => noisy?.Number ?? 6;
}
