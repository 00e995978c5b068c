using System.Globalization;
using Serilog.Core;
using Serilog.Events;

namespace ObjectServer.Tests.Serving.Logging;

/// <summary>Keeps what is written.</summary>
internal sealed class LineCollector : ILogEventSink
{
    private readonly List<LogEvent> _events = [];

    public int Count => _events.Count;

    public string Last => _events[^1].RenderMessage(CultureInfo.InvariantCulture);

    public LogEventLevel LastLevel => _events[^1].Level;

    public void Emit(LogEvent logEvent) => _events.Add(logEvent);
}
