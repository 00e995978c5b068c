using Grpc.Core;

namespace ObjectServer.IntegrationTests.Telemetry.Otlp;

/// <summary>The service of the protocol that takes metrics.</summary>
internal sealed class MetricsReceiver(OtlpReceiver receiver) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(ExportMetricsServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportMetricsServiceResponse());
    }
}
