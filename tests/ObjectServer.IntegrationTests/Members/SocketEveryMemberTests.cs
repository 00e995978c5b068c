namespace ObjectServer.IntegrationTests.Members;

public sealed class SocketEveryMemberTests : EveryMemberTests;
