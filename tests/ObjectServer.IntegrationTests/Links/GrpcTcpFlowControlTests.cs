namespace ObjectServer.IntegrationTests.Links;

public sealed class GrpcTcpFlowControlTests : FlowControlTests;
