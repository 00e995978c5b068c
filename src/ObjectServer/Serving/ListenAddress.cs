using System.Net;

namespace ObjectServer.Serving;

/// <summary>A TCP address to listen on.</summary>
/// <param name="Text">As it was given.</param>
/// <param name="Address">The address; null for all that <c>localhost</c> stands for.</param>
/// <param name="Port">The port; 0 for a free one.</param>
/// <param name="IsTls">It is reached by TLS.</param>
internal sealed record ListenAddress(string Text, IPAddress? Address, int Port, bool IsTls)
{
    private bool IsLoopback => Address is null || IPAddress.IsLoopback(Address);

    /// <summary>Reads an address.</summary>
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

        bool localhost = uri.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase);
        IPAddress? address = null;
        if (!localhost && !IPAddress.TryParse(uri.Host.Trim('[', ']'), out address))
            fault = $"{text} is refused: give the address to listen on as a number; 0.0.0.0 and [::] stand for all that the machine has.";
        if (localhost && uri.Port == 0) fault ??= $"{text} names several addresses, which cannot share one free port. Use {uri.Scheme}://127.0.0.1:0.";
        return fault is null ? new ListenAddress(text, address, uri.Port, uri.Scheme == "https") : null;
    }

    /// <summary>Why the server must not listen here, and what to do about it; null when it may.</summary>
    /// <param name="hasCertificate">The server has a certificate.</param>
    /// <param name="asksWho">Clients of this address must prove a key, or give a certificate.</param>
    /// <param name="allowsPlaintext">It was said that the network is private anyway.</param>
    public string? FaultWith(bool hasCertificate, bool asksWho, bool allowsPlaintext)
    {
        if (IsTls && !hasCertificate) return $"{Text} is refused: TLS needs a certificate. Give one by {Settings.TlsCertificate.Flag}.";
        if (IsLoopback) return null;
        List<string> needs = [];
        if (!IsTls && !allowsPlaintext)
            needs.Add($"TLS (https:// and {Settings.TlsCertificate.Flag}; or, on a network that is private anyway, {Settings.InsecurePlaintext.Flag})");
        if (!asksWho)
            needs.Add($"a key ({Settings.AuthKeyFile.Flag} or {KeySettings.Variable})" + (IsTls || !allowsPlaintext ? $" or client certificates ({Settings.ClientCa.Flag})" : ""));
        return needs.Count == 0 ? null : $"{Text} is refused: other machines can reach it, so it needs {string.Join(", and ", needs)}.";
    }
}
