using ObjectServer.Client.Link;

namespace ObjectServer.Benchmarks.Rivals;

/// <summary>How the rivals that go by HTTP connect, to a TCP address or to a Unix socket.</summary>
internal static class HttpConnections
{
    private const string UnixScheme = "unix:";

    /// <summary>What stands in requests to an address: itself, or any host for a Unix socket.</summary>
    public static Uri Authority(string address) => PathOf(address) is null ? new Uri(address) : new Uri("http://localhost");

    /// <summary>Opens and keeps connections to an address; more than one where HTTP/2 allows no further call on the first.</summary>
    public static SocketsHttpHandler Create(string address)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (PathOf(address) is { } path) handler.ConnectCallback = (_, cancel) => UnixStream.ConnectAsync(path, connected: null, cancel);
        return handler;
    }

    private static string? PathOf(string address) =>
        address.StartsWith(UnixScheme, StringComparison.Ordinal) ? address[UnixScheme.Length..] : null;
}
