namespace ObjectServer.IntegrationTests.Links;

public sealed class GrpcUnixLinkTests : LinkTests
{
    protected override bool UnixSocket => true;
}
