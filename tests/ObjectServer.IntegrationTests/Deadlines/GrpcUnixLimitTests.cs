namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class GrpcUnixLimitTests() : LimitTests(unixSocket: true);
