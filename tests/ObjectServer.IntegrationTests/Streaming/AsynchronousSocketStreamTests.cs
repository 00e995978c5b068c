namespace ObjectServer.IntegrationTests.Streaming;

public sealed class AsynchronousSocketStreamTests() : StreamTests(socketLink: true, blockingReaders: 0);
