namespace ObjectServer.IntegrationTests.Links;

public sealed class InProcessFlowControlTests() : FlowControlTests(inProcess: true);
