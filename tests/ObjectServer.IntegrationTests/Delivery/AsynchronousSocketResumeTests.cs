namespace ObjectServer.IntegrationTests.Delivery;

public sealed class AsynchronousSocketResumeTests : ResumeTests
{
    protected override bool SocketLink => true;

    protected override int BlockingReaders => 0;
}
