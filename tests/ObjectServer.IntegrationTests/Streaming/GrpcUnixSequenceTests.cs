namespace ObjectServer.IntegrationTests.Streaming;

public sealed class GrpcUnixSequenceTests() : SequenceTests(unixSocket: true);
