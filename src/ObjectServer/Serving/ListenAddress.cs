using System.Net;

namespace ObjectServer.Serving;

/// <summary>A TCP address to listen on.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Address">The loopback address; null for all that <c>localhost</c> stands for.</param>
/// <param name="Port">The port; 0 for a free one.</param>
internal sealed record ListenAddress(string Text, IPAddress? Address, int Port)
{
    /// <summary>Reads an address; what the server must not listen on is refused.</summary>
    /// <param name="text">The address.</param>
    /// <param name="fault">What is wrong with it.</param>
    public static ListenAddress? TryParse(string text, out string? fault)
    {
        fault = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
            || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            fault = $"\"{text}\" is not an address of the form http://127.0.0.1:5080.";
            return null;
        }

        if (uri.Scheme == "https") fault = $"{text} is refused: the server has no TLS yet. Use http:// on a loopback address.";
        bool localhost = uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        IPAddress? address = null;
        if (!localhost && (!IPAddress.TryParse(uri.Host.Trim('[', ']'), out address) || !IPAddress.IsLoopback(address)))
            fault ??= $"{text} is refused: the server has no authentication yet, so it listens on loopback addresses and Unix sockets only.";
        if (localhost && uri.Port == 0) fault ??= $"{text} names several addresses, which cannot share one free port. Use http://127.0.0.1:0.";
        return fault is null ? new ListenAddress(text, address, uri.Port) : null;
    }
}
