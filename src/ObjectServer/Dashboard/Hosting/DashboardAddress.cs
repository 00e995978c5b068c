using System.Net;

namespace ObjectServer.Dashboard.Hosting;

/// <summary>Where the dashboard listens.</summary>
/// <param name="Address">The address; null for all that <c>localhost</c> stands for.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="IsTls">It is reached by TLS.</param>
internal sealed record DashboardAddress(IPAddress? Address, int Port, bool IsTls)
{
    private const string Form = "of the form http://127.0.0.1:5081, with the host as a number";

    /// <summary>Whether other machines cannot reach it.</summary>
    public bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="fault">What is wrong with it; null for nothing.</param>
    public static DashboardAddress? TryParse(string text, out string? fault)
    {
        fault = null;
        IPAddress? address = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
            || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0
            || (!IsLocalhost(uri) && !IPAddress.TryParse(uri.Host.Trim('[', ']'), out address)))
        {
            fault = $"The dashboard cannot listen on \"{text}\": that is no address {Form}.";
            return null;
        }

        if (IsLocalhost(uri) && uri.Port == 0)
            fault = $"The dashboard cannot listen on {text}: that is several addresses, which cannot share one free port. Use {uri.Scheme}://127.0.0.1:0.";
        return fault is null ? new DashboardAddress(address, uri.Port, uri.Scheme == "https") : null;
    }

    private static bool IsLocalhost(Uri uri) => uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
}
