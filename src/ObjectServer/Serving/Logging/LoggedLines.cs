using System.Diagnostics.Metrics;
using ObjectServer.Telemetry;
using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Serving.Logging;

/// <summary>Counts warnings and errors, those that are left out as repeated included.</summary>
internal sealed class LoggedLines : ILogEventFilter, IDisposable
{
    private readonly Meter _meter = new(CallTracing.ServedName);
    private long _warnings;
    private long _errors;

    public LoggedLines() => _meter.CreateObservableCounter(
        "objectserver.log.lines",
        () => new Measurement<long>[]
        {
            new(Interlocked.Read(ref _warnings), new KeyValuePair<string, object?>("level", "warning")),
            new(Interlocked.Read(ref _errors), new KeyValuePair<string, object?>("level", "error")),
        },
        "{line}",
        "Warnings and errors in the log.");

    /// <inheritdoc/>
    public bool IsEnabled(LogEvent logEvent)
    {
        if (logEvent.Level >= LogEventLevel.Error) Interlocked.Increment(ref _errors);
        else if (logEvent.Level == LogEventLevel.Warning) Interlocked.Increment(ref _warnings);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
