namespace ObjectServer.IntegrationTests.Batches;

public sealed class GrpcTcpBatchTests : BatchTests;
