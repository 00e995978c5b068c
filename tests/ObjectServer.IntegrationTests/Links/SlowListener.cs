using ObjectServer.IntegrationTests.Contracts;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>
/// Hears reports more slowly than they are made: stays in the first until as many as may be are ahead of it, and makes calls of its own
/// in later ones.
/// </summary>
internal sealed class SlowListener(Mill mill, int caller, ICalculator calculator) : IProgress<int>
{
    public const int Window = 256;

    private const int ReportsPerCall = 32;

    /// <summary>How many reports it has heard.</summary>
    public int Heard { get; private set; }

    public void Report(int value)
    {
        // The member has gone on behind this report, and perhaps behind as many more as may be on their way or wait here.
        Assert.InRange(mill.Reported(caller), 0, Heard + Window);
        Assert.Equal(++Heard, value);
        if (value == 1) Eventually.SoAsync(() => mill.Reported(caller) == Window).Wait();
        else if (value % ReportsPerCall == 0) Assert.Equal(value + 1, calculator.Add(value, 1));
    }
}
