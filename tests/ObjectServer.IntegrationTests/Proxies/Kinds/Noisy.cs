namespace ObjectServer.IntegrationTests.Proxies.Kinds;

public sealed class Noisy : INoisy
{
    public event EventHandler? Changed;

    public int Number
    {
        get
        {
            Changed?.Invoke(this, EventArgs.Empty);
            return 1;
        }
    }
}
