using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace ObjectServer.Link;

/// <summary>
/// Stands between the web server and one of its connections, at which it looks every second for what takes too long. Such a look wakes up what reads
/// the connection, which is nothing for one, and a good part of a core for thousands on which nothing happens. A connection that carries a session
/// has a heartbeat of its own: the web server looks at it less often.
/// </summary>
/// <param name="clock">The web server's.</param>
internal sealed class ConnectionClock(IConnectionHeartbeatFeature clock) : IConnectionHeartbeatFeature
{
    /// <summary>Of the web server's looks at a connection that carries a session, one in so many reaches it: its limits, of half a minute and more, may last that many seconds longer.</summary>
    public const int LooksPerLook = 10;

    private readonly List<(Action<object> Action, object State)> _lookers = [];
    private volatile bool _carriesSession;
    private int _looks;

    /// <summary>The connection carries a session from now on.</summary>
    public void SlowDown() => _carriesSession = true;

    /// <inheritdoc/>
    public void OnHeartbeat(Action<object> action, object state)
    {
        lock (_lookers)
        {
            _lookers.Add((action, state));
            if (_lookers.Count > 1) return;
        }

        clock.OnHeartbeat(static self => ((ConnectionClock)self).Look(), this);
    }

    /// <summary>Goes before the web server's own protocols.</summary>
    public static ConnectionDelegate Before(ConnectionDelegate next) => connection =>
    {
        if (connection.Features.Get<IConnectionHeartbeatFeature>() is { } clock) connection.Features.Set<IConnectionHeartbeatFeature>(new ConnectionClock(clock));
        return next(connection);
    };

    private void Look()
    {
        if (_carriesSession && ++_looks % LooksPerLook != 0) return;
        lock (_lookers)
        {
            foreach ((Action<object> action, object state) in _lookers) action(state);
        }
    }
}
