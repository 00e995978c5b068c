using System.Runtime.CompilerServices;
using ObjectServer.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ObjectServer.Serving.Export;

/// <summary>
/// Sends traces and metrics to a collector. The only type that knows OpenTelemetry: none of its assemblies is loaded before this is used.
/// How often is sent, how traces are sampled, and headers, are for OpenTelemetry's own variables to say.
/// </summary>
internal sealed class OtlpExport : IDisposable
{
    private readonly TracerProvider? _traces;
    private readonly MeterProvider? _metrics;

    private OtlpExport(OtlpSettings settings)
    {
        ResourceBuilder resource = ResourceBuilder.CreateDefault()
            .AddService(settings.ServiceName, serviceVersion: typeof(OtlpExport).Assembly.GetName().Version?.ToString(3));
        string[] sources = [CallTracing.ServedName, CallTracing.MadeName, .. settings.Sources];
        if (settings.Signals.HasFlag(OtlpSignals.Traces))
        {
            _traces = Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(sources)
                .AddOtlpExporter(exporter => Set(exporter, settings, "traces")).Build();
        }

        if (settings.Signals.HasFlag(OtlpSignals.Metrics))
        {
            _metrics = Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(sources)
                .AddOtlpExporter((exporter, _) => Set(exporter, settings, "metrics")).Build();
        }
    }

    /// <summary>Begins; disposed of, sends what is left, within ten seconds.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static IDisposable Start(OtlpSettings settings) => new OtlpExport(settings);

    /// <inheritdoc/>
    public void Dispose()
    {
        _traces?.Dispose();
        _metrics?.Dispose();
    }

    private static void Set(OtlpExporterOptions exporter, OtlpSettings settings, string kind)
    {
        exporter.Protocol = settings.IsHttp ? OtlpExportProtocol.HttpProtobuf : OtlpExportProtocol.Grpc;
        exporter.Endpoint = settings.EndpointOf(kind);
    }
}
