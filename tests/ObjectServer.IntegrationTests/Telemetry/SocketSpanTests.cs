namespace ObjectServer.IntegrationTests.Telemetry;

public sealed class SocketSpanTests : SpanTests
{
    protected override bool SocketLink => true;
}
