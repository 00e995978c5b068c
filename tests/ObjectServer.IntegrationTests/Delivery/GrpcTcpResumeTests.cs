namespace ObjectServer.IntegrationTests.Delivery;

public sealed class GrpcTcpResumeTests : ResumeTests;
