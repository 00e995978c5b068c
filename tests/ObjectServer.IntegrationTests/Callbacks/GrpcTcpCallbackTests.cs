namespace ObjectServer.IntegrationTests.Callbacks;

public sealed class GrpcTcpCallbackTests : CallbackTests;
