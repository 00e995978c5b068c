namespace ObjectServer.IntegrationTests.Members;

public sealed class AsynchronousSocketEveryMemberTests() : EveryMemberTests(arguments: ["--blocking-readers", "0"]);
