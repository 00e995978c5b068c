using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>What the meters of this process say, of all servers and clients in it.</summary>
internal sealed class MeasuredValues : IDisposable
{
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, string Tags)> _all = new();
    private readonly MeterListener _listener = new();

    public MeasuredValues()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name is "ObjectServer" or "ObjectServer.Client") listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Has everything said that is said only when it is asked for.</summary>
    public void Collect() => _listener.RecordObservableInstruments();

    /// <summary>What an instrument has said, with its unit and tags, as <c>name=value</c> in the order of names.</summary>
    public IReadOnlyList<(double Value, string? Unit, string Tags)> Of(string instrument) =>
        [.. _all.Where(one => one.Instrument.Name == instrument).Select(one => (one.Value, one.Instrument.Unit, one.Tags))];

    public void Dispose() => _listener.Dispose();

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _all.Enqueue((instrument, value, string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => $"{tag.Key}={tag.Value}"))));
}
