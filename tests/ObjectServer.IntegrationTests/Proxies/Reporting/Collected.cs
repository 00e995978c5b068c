namespace ObjectServer.IntegrationTests.Proxies.Reporting;

/// <summary>Keeps what is reported, in one list for all that report to it; reports must not overlap.</summary>
internal sealed class Collected<T>(List<object?> all) : IProgress<T>
{
    private int _inside;

    public void Report(T value)
    {
        Assert.Equal(1, Interlocked.Increment(ref _inside));
        all.Add(value);
        Interlocked.Decrement(ref _inside);
    }
}
