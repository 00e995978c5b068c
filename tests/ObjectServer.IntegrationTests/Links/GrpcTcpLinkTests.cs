namespace ObjectServer.IntegrationTests.Links;

public sealed class GrpcTcpLinkTests : LinkTests
{
    protected override bool UnixSocket => false;
}
