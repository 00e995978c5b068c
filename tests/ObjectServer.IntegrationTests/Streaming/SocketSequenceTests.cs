namespace ObjectServer.IntegrationTests.Streaming;

public sealed class SocketSequenceTests() : SequenceTests(socketLink: true);
