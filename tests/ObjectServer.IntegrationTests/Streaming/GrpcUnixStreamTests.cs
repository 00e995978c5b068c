namespace ObjectServer.IntegrationTests.Streaming;

public sealed class GrpcUnixStreamTests() : StreamTests(unixSocket: true);
