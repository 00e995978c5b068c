using System.Net;

namespace ObjectServer.Dashboard.Security;

/// <summary>
/// Under which names the dashboard answers. A foreign page can have a name of its own lead to this machine and would then be taken for the
/// dashboard by a browser; an address as a number cannot be had that way.
/// </summary>
internal sealed class HostNames(IEnumerable<string> names, bool isLoopback)
{
    private const string Localhost = "localhost";

    private readonly HashSet<string> _names = new(names, StringComparer.OrdinalIgnoreCase) { Localhost };

    /// <summary>Whether it answers a request for that host.</summary>
    public bool Allow(HostString host)
    {
        if (!host.HasValue) return false;
        if (_names.Contains(host.Host)) return true;
        return IPAddress.TryParse(host.Host.Trim('[', ']'), out IPAddress? address) && (!isLoopback || IPAddress.IsLoopback(address));
    }
}
