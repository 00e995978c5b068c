using System.Diagnostics;
using ObjectServer.Wire;

namespace ObjectServer.Telemetry;

/// <summary>
/// The spans of calls: one where a call is made, one where it runs, on whichever side that is. Nobody who listens pays for nothing: a call
/// then looks at one field. Calls may overlap.
/// </summary>
internal static class CallTracing
{
    /// <summary>The source of spans of calls that run, and of its meter.</summary>
    public const string ServedName = "ObjectServer";

    /// <summary>The source of spans of calls that are made, and of its meter.</summary>
    public const string MadeName = "ObjectServer.Client";

    /// <summary>What all spans give as the system of their calls.</summary>
    public const string System = "objectserver";

    private static readonly ActivitySource Served = new(ServedName);
    private static readonly ActivitySource Made = new(MadeName);

    /// <summary>Whether somebody listens to calls that run.</summary>
    public static bool ServedIsOn => Served.HasListeners();

    /// <summary>Whether somebody listens to calls that are made.</summary>
    public static bool MadeIsOn => Made.HasListeners();

    /// <summary>The trace that code belongs to that runs here; none for most.</summary>
    public static TraceContext Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? TraceContext.Of(current.Id, current.TraceStateString) : default;

    /// <summary>A call is about to be made. Null when nobody wants its span.</summary>
    /// <param name="name">The span's name.</param>
    /// <param name="address">Where the call goes, if that is known.</param>
    public static Activity? StartMade(string name, string? address)
    {
        Activity? span = Made.StartActivity(name, ActivityKind.Client);
        if (span is not { IsAllDataRequested: true }) return span;
        Describe(span, name);
        if (address is not null) span.SetTag("server.address", address);
        return span;
    }

    /// <summary>
    /// A call is about to run. Null when nobody wants its span and its caller does not trace it. Where only the caller traces it, its code still
    /// knows of the trace, for its log and for the calls that it makes.
    /// </summary>
    /// <param name="name">The span's name.</param>
    /// <param name="trace">What the caller says of its trace.</param>
    public static Activity? StartServed(string name, in TraceContext trace)
    {
        // What is current on a thread that reads is the trace of whoever opened the link.
        if (Activity.Current is not null) Activity.Current = null;
        ActivityContext parent = default;
        bool hasParent = !trace.IsNone && ActivityContext.TryParse(trace.Parent, trace.State, isRemote: true, out parent);
        if (Served.StartActivity(name, ActivityKind.Server, parent) is { } span)
        {
            if (span.IsAllDataRequested) Describe(span, name);
            return span;
        }

        if (!hasParent) return null;
        var unseen = new Activity(name);
        unseen.SetParentId(parent.TraceId, parent.SpanId, parent.TraceFlags);
        unseen.TraceStateString = parent.TraceState;
        return unseen.Start();
    }

    /// <summary>A call has ended: its span too.</summary>
    /// <param name="span">The span.</param>
    /// <param name="error">What it failed with; null when it did not. Only its type is told: its message may have data in it.</param>
    public static void End(Activity span, Exception? error)
    {
        if (error is not null && span.IsAllDataRequested)
        {
            string type = error.GetType().FullName ?? error.GetType().Name;
            span.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, type);
        }

        span.Dispose();
    }

    private static void Describe(Activity span, string name)
    {
        int slash = name.LastIndexOf('/');
        span.SetTag("rpc.system", System);
        if (slash > 0) span.SetTag("rpc.service", name[..slash]);
        span.SetTag("rpc.method", name[(slash + 1)..]);
    }
}
