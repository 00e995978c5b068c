namespace ObjectServer.IntegrationTests.Links;

/// <summary>The socket link of a server that has no thread to spare for its clients.</summary>
public sealed class AsynchronousSocketLinkTests : LinkTests
{
    protected override bool SocketLink => true;

    protected override int BlockingReaders => 0;
}
