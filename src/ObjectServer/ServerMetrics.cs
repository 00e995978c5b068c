using System.Diagnostics.Metrics;

namespace ObjectServer;

/// <summary>What the server counts, under the meter <c>ObjectServer</c>. Calls may overlap.</summary>
internal static class ServerMetrics
{
    /// <summary>The meter's name.</summary>
    public const string Name = "ObjectServer";

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Refusals = Meter.CreateCounter<long>(
        "objectserver.refusals", description: "Connections, handshakes and sessions that a limit refused.");

    /// <summary>A limit refused somebody.</summary>
    /// <param name="option">The option's name.</param>
    public static void Refused(string option) => Refusals.Add(1, new KeyValuePair<string, object?>("limit", option));
}
