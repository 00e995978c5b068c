namespace ObjectServer.Benchmarks.Processes;

/// <summary>The servers that are measured.</summary>
internal enum ServerKind
{
    /// <summary>The object server's program.</summary>
    ObjectServer,

    /// <summary>A typed gRPC service, written by hand.</summary>
    Grpc,

    /// <summary>A SignalR hub on a WebSocket.</summary>
    SignalR,

    /// <summary>Sockets that send back bytes.</summary>
    Raw,

    /// <summary>The same in a process that computes on every core, by threads of lowered priority.</summary>
    BusyRaw,

    /// <summary>Sockets that take and give arrays.</summary>
    RawArrays,

    /// <summary>Bodies of requests and responses on HTTP/2, and nothing else.</summary>
    BareHttp,
}
