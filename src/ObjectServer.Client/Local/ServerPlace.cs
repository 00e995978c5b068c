using ObjectServer.Client.Link;

namespace ObjectServer.Client.Local;

/// <summary>Where a server of one's own listens: where its starter wants it to, or in a folder of its own.</summary>
internal sealed class ServerPlace
{
    private readonly string? _given;
    private readonly SocketFolder? _folder;

    private ServerPlace(string? given, SocketFolder? folder)
    {
        _given = given;
        _folder = folder;
        LinkAddress address = given is null ? new LinkAddress(LinkKind.Socket, null, folder!.SocketPath) : LinkAddress.Parse(given);
        SocketPath = address.Path is { } path ? Path.GetFullPath(path) : null;
        Url = address.Uri is { } uri ? $"{uri.Scheme}://{uri.Authority}" : null;
    }

    /// <summary>Path of its Unix socket; null for none.</summary>
    public string? SocketPath { get; }

    /// <summary>Its address by TCP; null for none.</summary>
    public string? Url { get; }

    /// <summary>Whether the socket's folder is its own.</summary>
    public bool HasOwnFolder => _folder is not null;

    /// <summary>The place that an address names; with null, a fresh one.</summary>
    /// <exception cref="ArgumentException">It is no address.</exception>
    /// <exception cref="PlatformNotSupportedException">The system has no file modes.</exception>
    public static ServerPlace Of(string? address) => new(address, address is null ? SocketFolder.Create() : null);

    /// <summary>Where clients connect to.</summary>
    /// <param name="ready">What the server says where it listens, which names the port that it took.</param>
    public string AddressOf(string ready) => SocketPath is null ? ready : _given ?? $"unix:{SocketPath}";

    /// <summary>Takes away what was made for the server.</summary>
    public void Remove() => _folder?.Remove();
}
