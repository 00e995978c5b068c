namespace ObjectServer.IntegrationTests.Links;

public sealed class GrpcTcpLinkTests : LinkTests;
