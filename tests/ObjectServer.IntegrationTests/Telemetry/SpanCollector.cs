using System.Collections.Concurrent;
using System.Diagnostics;

namespace ObjectServer.IntegrationTests.Telemetry;

/// <summary>Keeps the spans of one trace that this process ends. A trace of its own begins with it, and is current until it is disposed of.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener? _listener;

    /// <param name="listens">Whether anybody listens.</param>
    /// <param name="state">What tracing systems have added.</param>
    public SpanCollector(bool listens = true, string? state = null)
    {
        Root = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        Root.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        Root.TraceStateString = state;
        Root.Start();
        if (!listens) return;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "ObjectServer" or "ObjectServer.Client",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended =>
            {
                if (ended.TraceId == Root.TraceId) _ended.Enqueue(ended);
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The span that the test is.</summary>
    public Activity Root { get; }

    /// <summary>Those that have ended, the first to begin first.</summary>
    public IReadOnlyList<Activity> Ended => [.. _ended.OrderBy(span => span.StartTimeUtc)];

    /// <summary>Spans of this name of one kind.</summary>
    public IReadOnlyList<Activity> Named(string name, ActivityKind kind) => [.. Ended.Where(span => span.OperationName == name && span.Kind == kind)];

    public void Dispose()
    {
        _listener?.Dispose();
        Root.Dispose();
    }
}
