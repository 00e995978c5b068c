namespace ObjectServer.IntegrationTests.Links;

public sealed class BlockingRudeConnectionTests() : RudeConnectionTests(blockingReaders: 4);
