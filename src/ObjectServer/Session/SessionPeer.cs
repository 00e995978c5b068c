using System.Net;
using System.Net.Sockets;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>Who is at the other end of a connection.</summary>
/// <param name="Address">For people: address and port, or the socket.</param>
/// <param name="Origin">What limits count it by: its address, or the socket.</param>
/// <param name="IsLocal">It is on this machine, by a loopback address or a Unix socket.</param>
/// <param name="IsOwnProcess">It is in this process.</param>
/// <param name="Certificate">Subject of the certificate that its TLS connection has proven; null for none.</param>
/// <param name="Process">The process at the other end of a Unix socket; null where it is not known.</param>
internal readonly record struct SessionPeer(
    string Address, string Origin, bool IsLocal, bool IsOwnProcess = false, string? Certificate = null, PeerProcess? Process = null)
{
    private const int NetworkBytes = 8;

    /// <summary>By what it is connected.</summary>
    public ConnectionKind Connection { get; init; }

    /// <summary>A client of a Unix socket, which has no address.</summary>
    public static SessionPeer OfSocket { get; } = new("unix", "unix", IsLocal: true);

    /// <summary>What limits count an address by: who has one address of IPv6 usually has 2^64 of them.</summary>
    public static string OriginOf(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
