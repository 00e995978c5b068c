namespace ObjectServer.IntegrationTests.Callbacks;

public sealed class AsynchronousSocketCallbackTests() : CallbackTests(socketLink: true, blockingReaders: 0);
