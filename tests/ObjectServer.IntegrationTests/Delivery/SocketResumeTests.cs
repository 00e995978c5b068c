namespace ObjectServer.IntegrationTests.Delivery;

public sealed class SocketResumeTests : ResumeTests
{
    protected override bool SocketLink => true;
}
