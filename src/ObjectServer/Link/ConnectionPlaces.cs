using System.Net;
using Microsoft.AspNetCore.Connections;
using ObjectServer.Session;

namespace ObjectServer.Link;

/// <summary>How many connections there may be at a time: of all addresses and sockets together, and of each. Calls may overlap.</summary>
internal sealed class ConnectionPlaces(ObjectServerOptions options, TimeProvider time, ILogger<ConnectionPlaces> log)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PlaceCounter _places = new(
        "One more connection",
        (nameof(options.MaxConnections), options.MaxConnections),
        (nameof(options.MaxConnectionsPerAddress), options.MaxConnectionsPerAddress));

    // Far enough back for the first line; 0 is a time like any other.
    private long _logged = time.GetTimestamp() - time.TimestampFrequency;

    /// <summary>Takes a place; says why there is none, and null when there was one.</summary>
    public LimitExceededException? TryTake(string origin)
    {
        LimitExceededException? refusal = _places.TryTake(origin);
        long last = Volatile.Read(ref _logged);

        // Whoever tries all the time does not fill the log.
        if (refusal is not null && time.GetElapsedTime(last) >= Pause && Interlocked.CompareExchange(ref _logged, time.GetTimestamp(), last) == last)
            log.ConnectionRefused(origin, refusal.Message);
        return refusal;
    }

    /// <summary>A connection has ended.</summary>
    public void GiveBack(string origin) => _places.GiveBack(origin);

    /// <summary>Goes before everything else of the web server's connections: one that has no place is closed.</summary>
    public ConnectionDelegate Before(ConnectionDelegate next) => async connection =>
    {
        string origin = connection.RemoteEndPoint is IPEndPoint endpoint ? SessionPeer.OriginOf(endpoint.Address) : SessionPeer.OfSocket.Origin;
        if (TryTake(origin) is not null)
        {
            connection.Abort();
            return;
        }

        try
        {
            await next(connection);
        }
        finally
        {
            GiveBack(origin);
        }
    };
}
