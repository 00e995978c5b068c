namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class SocketLimitTests() : LimitTests(socketLink: true);
