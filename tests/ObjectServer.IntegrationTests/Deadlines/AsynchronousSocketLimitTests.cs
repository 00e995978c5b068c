namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class AsynchronousSocketLimitTests() : LimitTests(socketLink: true, blockingReaders: 0);
