namespace ObjectServer.IntegrationTests.Batches;

public sealed class GrpcUnixBatchTests() : BatchTests(unixSocket: true);
