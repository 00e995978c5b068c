using System.Globalization;
using ObjectServer.Memory;

namespace ObjectServer.Tool.Connecting;

/// <summary>Which server is meant.</summary>
internal static class ServerAddress
{
    /// <summary>The variable by which the server's program is told where to listen; the first address counts.</summary>
    public const string UrlVariable = "OBJECTSERVER_URL";

    /// <summary>The variable by which the server's program is told its socket.</summary>
    public const string SocketVariable = "OBJECTSERVER_SOCKET";

    /// <summary>Where a server listens that was told nothing.</summary>
    public const string DefaultUrl = "http://127.0.0.1:5080";

    private const string None = "none";
    private const string SocketName = "objectserver.sock";

    /// <summary>The address that flags, variables and the server's defaults lead to, in this order.</summary>
    /// <param name="url">What the flag says; null for nothing.</param>
    /// <param name="socket">Likewise.</param>
    /// <exception cref="UsageException">Both flags are given.</exception>
    public static string Choose(string? url, string? socket)
    {
        if (url is not null && socket is not null) throw new UsageException("--url and --socket each say where the server is; give one of them.");
        return url ?? OfSocket(socket) ?? Variable(UrlVariable) ?? OfSocket(Variable(SocketVariable)) ?? (File.Exists(DefaultSocket()) ? OfSocket(DefaultSocket())! : DefaultUrl);
    }

    private static string? OfSocket(string? path) => path is null ? null : $"unix:{Path.GetFullPath(path)}";

    // A server's own settings say "none" for what it does not listen on.
    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name)?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(static one => one != None);

    private static string DefaultSocket() =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, SocketName)
            : Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"objectserver-{(OperatingSystem.IsWindows() ? 0 : FileStatus.User)}"), SocketName);
}
