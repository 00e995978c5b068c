namespace ObjectServer.IntegrationTests.Links;

public sealed class SocketLinkTests : LinkTests
{
    protected override bool SocketLink => true;
}
