namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class GrpcUnixChainTests() : ChainTests(unixSocket: true);
