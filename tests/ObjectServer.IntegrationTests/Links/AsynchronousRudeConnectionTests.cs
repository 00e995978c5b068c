namespace ObjectServer.IntegrationTests.Links;

public sealed class AsynchronousRudeConnectionTests() : RudeConnectionTests(blockingReaders: 0);
