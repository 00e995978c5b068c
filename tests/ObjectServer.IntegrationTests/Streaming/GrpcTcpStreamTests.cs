namespace ObjectServer.IntegrationTests.Streaming;

public sealed class GrpcTcpStreamTests : StreamTests;
