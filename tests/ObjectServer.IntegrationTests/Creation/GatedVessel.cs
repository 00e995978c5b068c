namespace ObjectServer.IntegrationTests.Creation;

/// <summary>Its constructor waits at a gate that a test opens.</summary>
public sealed class GatedVessel : IVessel
{
    public GatedVessel(VesselGate gate) => gate.Pass(TimeSpan.FromSeconds(60));

    public string Made => "behind the gate";
}
