namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class SocketChainTests() : ChainTests(socketLink: true);
