namespace ObjectServer.Client;

/// <summary>What a client has sent and received since it connected. A snapshot.</summary>
/// <param name="BytesSent">Bytes of all frames sent.</param>
/// <param name="BytesReceived">Bytes of all frames received.</param>
/// <param name="CallsSent">Calls and requests sent.</param>
/// <param name="CallsPending">Calls and requests that await their answer now.</param>
public readonly record struct ClientStatistics(long BytesSent, long BytesReceived, long CallsSent, int CallsPending);
