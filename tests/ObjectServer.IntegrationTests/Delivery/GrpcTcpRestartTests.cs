namespace ObjectServer.IntegrationTests.Delivery;

public sealed class GrpcTcpRestartTests : RestartTests
{
    protected override string Choose(string tcp, string unix) => tcp;
}
