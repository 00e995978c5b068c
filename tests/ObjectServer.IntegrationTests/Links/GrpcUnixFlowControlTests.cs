namespace ObjectServer.IntegrationTests.Links;

public sealed class GrpcUnixFlowControlTests() : FlowControlTests(unixSocket: true);
