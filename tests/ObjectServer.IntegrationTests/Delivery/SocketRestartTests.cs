namespace ObjectServer.IntegrationTests.Delivery;

public sealed class SocketRestartTests : RestartTests
{
    protected override string Choose(string tcp, string unix) => unix;
}
