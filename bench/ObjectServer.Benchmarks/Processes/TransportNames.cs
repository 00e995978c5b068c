namespace ObjectServer.Benchmarks.Processes;

/// <summary>Transports as people write them.</summary>
internal static class TransportNames
{
    /// <summary>The name in tables.</summary>
    public static string Name(this Transport transport) => transport == Transport.Tcp ? "TCP" : "Unix";

    /// <summary>The link of ours that goes by it, as rows name it.</summary>
    public static string Link(this Transport transport) => transport == Transport.Tcp ? "http" : "unix";
}
