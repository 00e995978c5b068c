namespace ObjectServer.IntegrationTests.Batches;

[SharedObject("vessel")]
public sealed class Vessel : VesselBase;
