namespace Grpc.StandIns.Tests.Server;

/// <summary>How a client reaches the server of a test.</summary>
public enum Transport
{
    /// <summary>Loopback, HTTP/2 in clear text.</summary>
    Tcp,

    /// <summary>A Unix socket, HTTP/2 in clear text.</summary>
    UnixSocket,
}
