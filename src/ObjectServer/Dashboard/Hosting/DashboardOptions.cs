using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace ObjectServer;

/// <summary>Where a server's dashboard listens and who may look at it. Read once, when the server starts.</summary>
public sealed class DashboardOptions
{
    /// <summary>The address that is taken when none is given.</summary>
    public const string DefaultAddress = "http://127.0.0.1:5081";

    /// <summary>
    /// Where it listens: <c>http://host:port</c> or <c>https://host:port</c>, the host as a number, or <c>localhost</c>; port 0 takes a free one.
    /// An address that other machines can reach needs TLS, and a key of the server's. Default: <see cref="DefaultAddress"/>.
    /// </summary>
    public string Address { get; set; } = DefaultAddress;

    /// <summary>
    /// Sets the endpoint up, which is where an address with <c>https</c> gets its certificate: <c>endpoint => endpoint.UseHttps(certificate)</c>.
    /// Default: null; such an address is refused then.
    /// </summary>
    public Action<ListenOptions>? ConfigureEndpoint { get; set; }

    /// <summary>
    /// Whether an address that other machines can reach may do without TLS, on a network that is private anyway. Keys and all that is shown
    /// travel readable then. Default: false.
    /// </summary>
    public bool AllowPlaintext { get; set; }

    /// <summary>
    /// Names under which browsers may ask for it, such as <c>manager.example.org</c>. Addresses as numbers and <c>localhost</c> need none. Requests
    /// under other names are refused: a foreign page could otherwise have its own name lead here. Default: none.
    /// </summary>
    public IList<string> HostNames { get; } = [];

    /// <summary>How long one may look at it until one has to log in again. Default: 8 hours. From 1 minute to 7 days.</summary>
    public TimeSpan LoginLifetime { get; set; } = TimeSpan.FromHours(8);

    /// <summary>
    /// Is given the link by which one logs in once, where the server has no key; a used link is replaced by a new one, which it is given too.
    /// Who has the link may do what an administrator may: show it to who runs the server alone. Default: null, a line on the standard error.
    /// </summary>
    public Action<Uri>? LoginLink { get; set; }
}
