namespace ObjectServer.Client;

/// <summary>What a client has sent and received since it connected. A snapshot.</summary>
/// <param name="BytesSent">Bytes of all frames sent.</param>
/// <param name="BytesReceived">Bytes of all frames received.</param>
/// <param name="CallsSent">Calls and requests sent.</param>
/// <param name="EventsLost">
/// Events that were raised while their handlers were so far behind that the oldest were dropped: more than 256 on their way and 1,024 (or 16
/// MiB) waiting in the server, for one handler.
/// </param>
/// <param name="CallsPending">Calls and requests that await their answer now.</param>
public readonly record struct ClientStatistics(long BytesSent, long BytesReceived, long CallsSent, int CallsPending, long EventsLost)
{
    /// <summary>How often the session has gone on by a new link after the one before had broken.</summary>
    public long Reconnects { get; init; }

    /// <summary>
    /// Whether calls and large values go by a Unix socket of the server, though the client has come over gRPC
    /// (<see cref="ObjectClientOptions.UseLocalSocket"/>). False from the first time that it could not be reached.
    /// </summary>
    public bool UsesLocalSocket { get; init; }
}
