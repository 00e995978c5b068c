namespace ObjectServer.Client.Link;

/// <summary>The kinds of links.</summary>
internal enum LinkKind
{
    /// <summary>gRPC over TCP, with or without TLS.</summary>
    Grpc,

    /// <summary>gRPC over a Unix socket.</summary>
    GrpcUnix,

    /// <summary>Frames over a Unix socket.</summary>
    Socket,
}
