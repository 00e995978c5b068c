namespace ObjectServer.IntegrationTests.Members;

public sealed class GrpcUnixEveryMemberTests() : EveryMemberTests(link: "grpc+unix");
