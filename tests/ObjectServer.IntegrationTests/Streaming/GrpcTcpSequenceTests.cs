namespace ObjectServer.IntegrationTests.Streaming;

public sealed class GrpcTcpSequenceTests : SequenceTests;
