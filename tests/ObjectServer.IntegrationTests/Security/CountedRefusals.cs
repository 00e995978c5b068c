using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using ObjectServer.Errors;

namespace ObjectServer.IntegrationTests.Security;

/// <summary>What limits have refused in this process since this was made, by the limit's name. Tests that run at the same time count too.</summary>
internal sealed class CountedRefusals : IDisposable
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly MeterListener _listener = new();

    public CountedRefusals()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument is { Name: "objectserver.refusals", Meter.Name: BoundMetrics.Name }) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((_, count, tags, _) => _counts.AddOrUpdate((string)tags[0].Value!, count, (_, before) => before + count));
        _listener.Start();
    }

    public long this[string limit] => _counts.GetValueOrDefault(limit);

    public void Dispose() => _listener.Dispose();
}
