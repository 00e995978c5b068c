namespace ObjectServer.IntegrationTests.Streaming;

public sealed class AsynchronousSocketSequenceTests() : SequenceTests(socketLink: true, blockingReaders: 0);
