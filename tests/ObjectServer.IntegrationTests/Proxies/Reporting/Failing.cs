namespace ObjectServer.IntegrationTests.Proxies.Reporting;

/// <summary>A handler that fails at one of the reports.</summary>
internal sealed class Failing(int at) : IProgress<int>
{
    /// <summary>How many reports it got.</summary>
    public int Count { get; private set; }

    public void Report(int value)
    {
        Count++;
        if (value == at) throw new FormatException($"the handler failed at {value}");
    }
}
