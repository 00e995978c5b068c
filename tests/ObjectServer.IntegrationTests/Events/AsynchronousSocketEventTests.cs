namespace ObjectServer.IntegrationTests.Events;

public sealed class AsynchronousSocketEventTests() : EventTests(socketLink: true, blockingReaders: 0);
