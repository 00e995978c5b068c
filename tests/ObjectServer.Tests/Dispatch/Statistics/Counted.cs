namespace ObjectServer.Tests.Dispatch.Statistics;

internal sealed class Counted : ICounted
{
    public int Total { get; private set; }

    public int Add(int step) => Total += step;
}
