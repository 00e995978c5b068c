namespace ObjectServer.IntegrationTests.Events;

public sealed class GrpcUnixEventTests() : EventTests(unixSocket: true);
