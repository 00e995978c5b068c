namespace ObjectServer.IntegrationTests.Links;

public sealed class AsynchronousSocketFlowControlTests() : FlowControlTests(socketLink: true, blockingReaders: 0);
