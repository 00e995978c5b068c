namespace ObjectServer.IntegrationTests.Creation;

/// <summary>Two constructors that take two whole numbers equally well.</summary>
public sealed class TwinVessel : IVessel
{
    public TwinVessel(long first, double second) => Made = second >= first ? "long double" : "long double, falling";

    public TwinVessel(double first, long second) => Made = second >= first ? "double long" : "double long, falling";

    public string Made { get; }
}
