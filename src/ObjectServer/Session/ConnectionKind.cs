namespace ObjectServer.Session;

/// <summary>By what a client reaches the server.</summary>
internal enum ConnectionKind
{
    /// <summary>Streams of gRPC, over TCP or a Unix socket.</summary>
    Grpc,

    /// <summary>The socket link, on a Unix socket.</summary>
    Socket,

    /// <summary>Nothing: it is in the server's process.</summary>
    InProcess,

    /// <summary>Single requests of gRPC, each by whatever connection.</summary>
    Unary,
}
