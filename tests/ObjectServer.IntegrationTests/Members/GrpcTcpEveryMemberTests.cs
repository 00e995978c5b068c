namespace ObjectServer.IntegrationTests.Members;

public sealed class GrpcTcpEveryMemberTests() : EveryMemberTests("http://127.0.0.1:0");
