using System.Diagnostics.Metrics;

namespace ObjectServer.Errors;

/// <summary>What did not fit within a bound, counted under the meter <c>ObjectServer</c>. Calls may overlap.</summary>
internal static class BoundMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "ObjectServer";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "objectserver.refusals", description: "Connections, handshakes, sessions and requests that a limit refused.");

    private static readonly Counter<long> LostEvents = Meter.CreateCounter<long>(
        "objectserver.events.lost", description: "Events that were dropped because their receiver had too many waiting.");

    /// <summary>A limit refused somebody; once for each exception.</summary>
    public static void Refused(LimitExceededException refusal)
    {
        if (refusal.IsCounted) return;
        refusal.IsCounted = true;
        Refusals.Add(1, new KeyValuePair<string, object?>("limit", refusal.LimitName));
    }

    /// <summary>An event was dropped.</summary>
    public static void EventLost() => LostEvents.Add(1);
}
