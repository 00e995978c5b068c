namespace ObjectServer.IntegrationTests.Batches;

public sealed class AsynchronousSocketBatchTests() : BatchTests(socketLink: true, blockingReaders: 0);
