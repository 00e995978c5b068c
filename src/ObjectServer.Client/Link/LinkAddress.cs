namespace ObjectServer.Client.Link;

/// <summary>Where a server is and how it is reached.</summary>
/// <param name="Kind">The kind of link.</param>
/// <param name="Uri">Scheme, host and port, for the kinds that go by TCP.</param>
/// <param name="Path">Path of the Unix socket, for the others.</param>
internal readonly record struct LinkAddress(LinkKind Kind, Uri? Uri, string? Path)
{
    private const string Forms = "Addresses are http://host:port, https://host:port, unix:/path or grpc+unix:/path.";

    /// <summary>Reads an address.</summary>
    /// <exception cref="ArgumentException">It is none; the message lists the forms.</exception>
    public static LinkAddress Parse(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (TryPath(address, "unix:", out string path)) return new LinkAddress(LinkKind.Socket, null, path);
        if (TryPath(address, "grpc+unix:", out path)) return new LinkAddress(LinkKind.GrpcUnix, null, path);
        if (System.Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.AbsolutePath == "/"
            && uri.Query.Length == 0 && uri.UserInfo.Length == 0)
        {
            return new LinkAddress(LinkKind.Grpc, uri, null);
        }

        throw new ArgumentException($"\"{address}\" is not an address of an object server. {Forms}", nameof(address));
    }

    /// <summary>Reads an address; false when it is none.</summary>
    public static bool TryParse(string address, out LinkAddress parsed)
    {
        try
        {
            parsed = Parse(address);
            return true;
        }
        catch (ArgumentException)
        {
            parsed = default;
            return false;
        }
    }

    private static bool TryPath(string address, string scheme, out string path)
    {
        path = "";
        if (!address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)) return false;
        path = address[scheme.Length..];
        if (path.StartsWith("//", StringComparison.Ordinal)) path = path[2..];
        if (path.Length == 0) throw new ArgumentException($"\"{address}\" names no socket. {Forms}", nameof(address));
        return true;
    }
}
