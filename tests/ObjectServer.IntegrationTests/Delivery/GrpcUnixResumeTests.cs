namespace ObjectServer.IntegrationTests.Delivery;

public sealed class GrpcUnixResumeTests : ResumeTests
{
    protected override bool UnixSocket => true;
}
