namespace ObjectServer.IntegrationTests.Batches;

[SharedObject("free-vessel", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class FreeVessel : VesselBase;
