namespace ObjectServer.IntegrationTests.Callbacks;

public sealed class GrpcUnixCallbackTests() : CallbackTests(unixSocket: true);
