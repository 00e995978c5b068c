using System.Diagnostics;
using Grpc.Core;
using ObjectServer.Telemetry;
using ObjectServer.Wire;

namespace ObjectServer.Service;

/// <summary>The trace that a request of the unary service belongs to.</summary>
internal static class UnaryTrace
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    /// <summary>
    /// What the request's metadata say; or the web server's own span of the request, where somebody collects those: it then stands between.
    /// </summary>
    public static TraceContext Of(ServerCallContext context) => Activity.Current is { Source.Name.Length: > 0 }
        ? CallTracing.Current
        : TraceContext.Of(context.RequestHeaders.GetValue(Parent), context.RequestHeaders.GetValue(State));
}
