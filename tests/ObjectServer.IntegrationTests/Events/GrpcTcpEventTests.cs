namespace ObjectServer.IntegrationTests.Events;

public sealed class GrpcTcpEventTests : EventTests;
