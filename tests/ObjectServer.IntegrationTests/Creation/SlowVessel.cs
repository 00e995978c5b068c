namespace ObjectServer.IntegrationTests.Creation;

/// <summary>Its constructor waits until it is let go.</summary>
public sealed class SlowVessel : IVessel
{
    public static readonly ManualResetEventSlim Begun = new();
    public static readonly ManualResetEventSlim Release = new();
    private static int _made;

    public SlowVessel()
    {
        Interlocked.Increment(ref _made);
        Begun.Set();
        Release.Wait(TimeSpan.FromSeconds(60));
    }

    public static int MadeCount => _made;

    public string Made => "slow";
}
