namespace ObjectServer.Benchmarks.Loads;

/// <summary>What a client calls by.</summary>
internal enum TargetKind
{
    /// <summary>A proxy of a shared object.</summary>
    Proxy,

    /// <summary>A shared object that is created and released, in place of a call.</summary>
    Creation,

    /// <summary>Unary calls of a gRPC service.</summary>
    GrpcUnary,

    /// <summary>A duplex stream of a gRPC service, a message per call.</summary>
    GrpcStream,

    /// <summary>A duplex stream of a gRPC service, all calls that wait in one message.</summary>
    GrpcBatches,

    /// <summary>Invocations of a hub.</summary>
    SignalR,

    /// <summary>Bytes to a socket and back.</summary>
    Raw,
}
