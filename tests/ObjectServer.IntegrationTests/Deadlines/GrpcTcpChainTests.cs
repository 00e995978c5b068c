namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class GrpcTcpChainTests : ChainTests;
