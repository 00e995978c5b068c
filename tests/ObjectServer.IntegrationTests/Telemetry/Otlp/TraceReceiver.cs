using Grpc.Core;

namespace ObjectServer.IntegrationTests.Telemetry.Otlp;

/// <summary>The service of the protocol that takes spans.</summary>
internal sealed class TraceReceiver(OtlpReceiver receiver) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(ExportTraceServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportTraceServiceResponse());
    }
}
