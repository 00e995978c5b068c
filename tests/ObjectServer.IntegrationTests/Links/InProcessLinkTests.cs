namespace ObjectServer.IntegrationTests.Links;

public sealed class InProcessLinkTests : LinkTests
{
    protected override bool InProcess => true;
}
