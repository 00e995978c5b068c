namespace ObjectServer.IntegrationTests.Callbacks;

public sealed class SocketCallbackTests() : CallbackTests(socketLink: true);
