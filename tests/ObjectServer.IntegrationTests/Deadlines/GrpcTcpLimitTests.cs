namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class GrpcTcpLimitTests : LimitTests;
