namespace ObjectServer.IntegrationTests.Telemetry;

public sealed class GrpcTcpSpanTests : SpanTests;
