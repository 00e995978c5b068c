namespace ObjectServer.IntegrationTests.Proxies.Kinds;

public sealed class Noisy : INoisy
{
    public event Func<int>? Changed;

    public int Number
    {
        get
        {
            Changed?.Invoke();
            return 1;
        }
    }
}
