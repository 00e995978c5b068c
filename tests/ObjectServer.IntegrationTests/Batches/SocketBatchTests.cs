namespace ObjectServer.IntegrationTests.Batches;

public sealed class SocketBatchTests() : BatchTests(socketLink: true);
