using ObjectServer.Memory;

namespace ObjectServer.Serving;

/// <summary>Where a server listens that was told nothing: for the server, and for who looks for it.</summary>
internal static class DefaultAddress
{
    /// <summary>Its address by TCP.</summary>
    public const string Url = "http://127.0.0.1:5080";

    private const string SocketName = "objectserver.sock";

    /// <summary>Its Unix socket.</summary>
    public static string SocketPath() =>
        Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime && Directory.Exists(runtime)
            ? Path.Combine(runtime, SocketName)
            : Path.Combine(TemporaryFolder(), SocketName);

    /// <summary>The folder of the socket where the user has none for what runs. On Windows the temporary folder is the user's own already.</summary>
    public static string TemporaryFolder() => Path.Combine(Path.GetTempPath(), $"objectserver-{(OperatingSystem.IsWindows() ? 0 : FileStatus.User)}");
}
