using ObjectServer.Client.Session.Holds;
using ObjectServer.Session;

namespace ObjectServer.Dashboard.Rendering;

/// <summary>What is said of sessions.</summary>
internal static class SessionTexts
{
    /// <summary>By what a client is connected.</summary>
    public static string Of(ConnectionKind connection) => connection switch
    {
        ConnectionKind.Grpc => "gRPC",
        ConnectionKind.Socket => "socket link",
        ConnectionKind.InProcess => "in this process",
        _ => "unary gRPC",
    };

    /// <summary>What it holds.</summary>
    public static string Of(HoldCounts holds)
    {
        List<string> parts = [];
        if (holds.Locks > 0) parts.Add(Show.Some(holds.Locks, "lock", "locks"));
        if (holds.Permits > 0) parts.Add(Show.Some(holds.Permits, "permit", "permits"));
        if (holds.Leases > 0) parts.Add(Show.Some(holds.Leases, "lease", "leases"));
        if (holds.Waits > 0) parts.Add(Show.Some(holds.Waits, "wait", "waits"));
        return parts.Count == 0 ? Show.Nothing : string.Join(", ", parts);
    }
}
