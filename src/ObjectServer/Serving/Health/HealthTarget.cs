using System.Net;

namespace ObjectServer.Serving.Health;

/// <summary>Where a server can be asked for its health.</summary>
/// <param name="Name">For people.</param>
/// <param name="Address">What HTTP is told.</param>
/// <param name="Socket">The Unix socket to connect to; null for the address itself.</param>
internal sealed record HealthTarget(string Name, Uri Address, string? Socket)
{
    /// <summary>The address to ask at of all that the settings name.</summary>
    /// <exception cref="StartException">None can be asked.</exception>
    public static HealthTarget Of(ServerSettings settings)
    {
        // In plain text first: it asks for the least.
        bool needsCertificate = settings.Tls.ClientAuthorities is not null;
        ListenAddress? tcp = settings.Addresses.Where(address => address.Port != 0 && !(address.IsTls && needsCertificate)).MinBy(address => address.IsTls);
        if (tcp is not null)
        {
            var address = new UriBuilder(tcp.IsTls ? Uri.UriSchemeHttps : Uri.UriSchemeHttp, Host(tcp.Address), tcp.Port);
            return new HealthTarget(tcp.Text, address.Uri, null);
        }

        if (settings.Socket is { } socket) return new HealthTarget($"unix:{socket}", new Uri("http://localhost"), socket);
        throw new StartException(ExitCodes.BadSettings,
        [
            "The health of this server cannot be asked for: each of its addresses has a port that is chosen when it starts (0), or takes only clients with a "
            + $"certificate. Give it a Unix socket besides, by {Settings.Socket.Flag}.",
        ]);
    }

    private static string Host(IPAddress? address) => address switch
    {
        null => "localhost",
        _ when address.Equals(IPAddress.Any) => $"{IPAddress.Loopback}",
        _ when address.Equals(IPAddress.IPv6Any) => $"[{IPAddress.IPv6Loopback}]",
        { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } => $"[{address}]",
        _ => $"{address}",
    };
}
