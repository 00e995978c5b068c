namespace ObjectServer.IntegrationTests.Streaming;

public sealed class SocketStreamTests() : StreamTests(socketLink: true);
