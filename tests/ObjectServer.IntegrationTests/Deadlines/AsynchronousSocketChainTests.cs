namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class AsynchronousSocketChainTests() : ChainTests(socketLink: true, blockingReaders: 0);
