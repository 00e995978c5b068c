using System.Collections.Concurrent;
using System.Globalization;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.Telemetry.Otlp;

/// <summary>A collector: it keeps what it is sent, by gRPC or by protobuf over HTTP.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Where it listens.</summary>
    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentQueue<ReceivedPoint> Points { get; } = new();

    /// <summary>Starts one.</summary>
    /// <param name="http">It is spoken to by HTTP/1.1, not by gRPC.</param>
    public static async Task<OtlpReceiver> StartAsync(bool http = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "")
            .ConfigureKestrel(kestrel => kestrel.ListenLocalhostAnyPort(listen => listen.Protocols = http ? HttpProtocols.Http1 : HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<TraceReceiver>().AddSingleton<MetricsReceiver>();
        OtlpReceiver? receiver = null;
        builder.Services.AddSingleton(_ => receiver!);
        WebApplication app = builder.Build();
        receiver = new OtlpReceiver(app);
        if (http)
        {
            app.MapPost("/v1/traces", async context => receiver.Take(ExportTraceServiceRequest.Parser.ParseFrom(await ReadAsync(context))));
            app.MapPost("/v1/metrics", async context => receiver.Take(ExportMetricsServiceRequest.Parser.ParseFrom(await ReadAsync(context))));
        }
        else
        {
            app.MapGrpcService<TraceReceiver>();
            app.MapGrpcService<MetricsReceiver>();
        }

        await app.StartAsync();
        return receiver;
    }

    public void Take(ExportTraceServiceRequest request)
    {
        foreach (ResourceSpans resource in request.ResourceSpans)
        {
            string service = Tags(resource.Resource.Attributes).GetValueOrDefault("service.name", "");
            foreach (ScopeSpans scope in resource.ScopeSpans)
            {
                foreach (Span span in scope.Spans)
                {
                    Spans.Enqueue(new ReceivedSpan(
                        service, scope.Scope.Name, Hex(span.TraceId), Hex(span.SpanId), Hex(span.ParentSpanId), span.Name, span.Kind, Tags(span.Attributes)));
                }
            }
        }
    }

    public void Take(ExportMetricsServiceRequest request)
    {
        foreach (ScopeMetrics scope in request.ResourceMetrics.SelectMany(resource => resource.ScopeMetrics))
        {
            foreach (Metric metric in scope.Metrics)
            {
                foreach (NumberDataPoint point in metric.Sum?.DataPoints ?? [])
                    Points.Enqueue(new ReceivedPoint(scope.Scope.Name, metric.Name, metric.Unit, point.AsInt + point.AsDouble, Tags(point.Attributes)));
                foreach (HistogramDataPoint point in metric.Histogram?.DataPoints ?? [])
                    Points.Enqueue(new ReceivedPoint(scope.Scope.Name, metric.Name, metric.Unit, point.Count, Tags(point.Attributes)));
            }
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static Dictionary<string, string> Tags(IEnumerable<KeyValue> attributes) => attributes.ToDictionary(
        one => one.Key,
        one => one.Value.ValueCase switch
        {
            AnyValue.ValueOneofCase.StringValue => one.Value.StringValue,
            AnyValue.ValueOneofCase.IntValue => one.Value.IntValue.ToString(CultureInfo.InvariantCulture),
            AnyValue.ValueOneofCase.DoubleValue => one.Value.DoubleValue.ToString(CultureInfo.InvariantCulture),
            _ => "",
        });

    private static async Task<byte[]> ReadAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}
