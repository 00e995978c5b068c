namespace ObjectServer.IntegrationTests.Telemetry;

public sealed class GrpcUnixSpanTests : SpanTests
{
    protected override bool UnixSocket => true;
}
