using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using ObjectServer.Client;

namespace ObjectServer.Telemetry;

/// <summary>What the clients of this process measure, under the meter <c>ObjectServer.Client</c>. Calls may overlap.</summary>
internal static class ClientInstruments
{
    private static readonly Meter Meter = new(CallTracing.MadeName);

    // Weak: a client that is forgotten goes by itself.
    private static readonly ConditionalWeakTable<ObjectClient, object?> Clients = [];

    /// <summary>How long calls took, as their callers see it; only where somebody listens.</summary>
    public static Histogram<double> Duration { get; } = Meter.CreateHistogram<double>(
        "objectserver.client.call.duration", "s", "How long calls took, from when they were made until their result was there.", tags: null, Boundaries.OfSeconds);

    static ClientInstruments()
    {
        Meter.CreateObservableUpDownCounter("objectserver.client.connections", static () => Open.Count(), "{connection}", "Clients that are connected.");
        Meter.CreateObservableUpDownCounter(
            "objectserver.client.calls.pending", static () => Sum(static statistics => statistics.CallsPending), "{call}", "Calls and requests that await their answer.");
        Meter.CreateObservableUpDownCounter(
            "objectserver.client.reconnects", static () => Sum(static statistics => statistics.Reconnects), "{reconnect}", "How often the sessions that are open have gone on by a new link.");
    }

    private static IEnumerable<ObjectClient> Open => Clients.Select(static client => client.Key).Where(static client => !client.Session.HasEnded);

    /// <summary>A client has connected.</summary>
    public static void Add(ObjectClient client) => Clients.AddOrUpdate(client, null);

    /// <summary>A client has been disposed of.</summary>
    public static void Remove(ObjectClient client) => Clients.Remove(client);

    private static long Sum(Func<ClientStatistics, long> of) => Open.Sum(client => of(client.Statistics));
}
