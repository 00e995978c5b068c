using System.Diagnostics.CodeAnalysis;
using ObjectServer.Serving;

namespace ObjectServer.Tool.Connecting;

/// <summary>Which server is meant.</summary>
internal static class ServerAddress
{
    /// <summary>The variable by which the server's program is told where to listen; the first address counts.</summary>
    public const string UrlVariable = "OBJECTSERVER_URL";

    /// <summary>The variable by which the server's program is told its socket.</summary>
    public const string SocketVariable = "OBJECTSERVER_SOCKET";

    private const string None = "none";

    /// <summary>The address that flags, variables, the user's file and the server's defaults lead to, in this order.</summary>
    /// <param name="url">What the flag says; null for nothing.</param>
    /// <param name="socket">Likewise.</param>
    /// <param name="config">The user's file.</param>
    /// <exception cref="UsageException">Both flags are given.</exception>
    public static string Choose(string? url, string? socket, ToolConfig config)
    {
        if (url is not null && socket is not null) throw new UsageException("--url and --socket each say where the server is; give one of them.");
        return url ?? OfSocket(socket) ?? Variable(UrlVariable) ?? OfSocket(Variable(SocketVariable)) ?? config.Url ?? OfSocket(config.Socket) ?? Default();
    }

    private static string Default()
    {
        string path = DefaultAddress.SocketPath();
        return File.Exists(path) ? OfSocket(path) : DefaultAddress.Url;
    }

    [return: NotNullIfNotNull(nameof(path))]
    private static string? OfSocket(string? path) => path is null ? null : $"unix:{Path.GetFullPath(path)}";

    // A server's own settings say "none" for what it does not listen on.
    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static one => one != None);
}
