namespace ObjectServer.IntegrationTests.Links;

public sealed class SocketFlowControlTests() : FlowControlTests(socketLink: true);
