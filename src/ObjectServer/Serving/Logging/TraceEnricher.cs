using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Serving.Logging;

/// <summary>Adds to a line which trace it belongs to, if it does, in the form that the usual layout of lines shows.</summary>
internal sealed class TraceEnricher : ILogEventEnricher
{
    /// <summary>The property.</summary>
    public const string Property = "Trace";

    /// <inheritdoc/>
    public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
    {
        if (logEvent.TraceId is not { } trace) return;
        logEvent.AddPropertyIfAbsent(propertyFactory.CreateProperty(Property, $" (trace {trace} span {logEvent.SpanId})"));
    }
}
