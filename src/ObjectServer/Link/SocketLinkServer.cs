using System.Net.Sockets;
using ObjectServer.Reading;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>
/// Serves the connections of the socket link. The lane that calls go by has a thread that waits in it, while there are no more clients than the options
/// say; a few threads read all of them when there are. Every other lane is asynchronous.
/// </summary>
internal sealed class SocketLinkServer(
    LaneAcceptor acceptor, ConnectionPlaces places, ObjectServerOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly SessionPeer Peer = SessionPeer.OfSocket with { Connection = ConnectionKind.Socket };

    private readonly ReaderPlaces _readers = new(options.BlockingReaders);
    private volatile bool _mapped;

    /// <summary>How many threads wait in lanes.</summary>
    public int BlockingReaders => _readers.Waiting;

    /// <summary>Whether there are more lanes of calls than threads may wait.</summary>
    public bool IsCrowded => _readers.IsCrowded;

    /// <summary>The object server has been mapped: from now on its connections are served.</summary>
    public void Map() => _mapped = true;

    /// <summary>Cancelled when a connection that is accepted now has been silent for too long.</summary>
    public CancellationTokenSource LimitSilence() => new(options.HandshakeTimeout, time);

    /// <summary>Whether a connection that begins with this byte is one of the link.</summary>
    public bool Serves(byte first) => first == SocketPreface.First && _mapped;

    /// <summary>Serves a connection on which something has arrived, to its end.</summary>
    /// <param name="socket">The connection, this method's to dispose of.</param>
    /// <param name="blocking">It has never been used asynchronously, so that a thread can wait in it.</param>
    /// <exception cref="SocketException">The connection is gone.</exception>
    public void Serve(Socket socket, bool blocking)
    {
        Span<byte> preface = stackalloc byte[SocketPreface.Bytes];

        // Sent in one piece, and far smaller than any buffer: it is there, or it is none.
        if (socket.Receive(preface) != preface.Length || !SocketPreface.TryRead(preface, out Lane lane))
        {
            socket.Dispose();
            return;
        }

        if (!blocking || lane != Lane.Calls)
        {
            _ = ServeAsync(new SocketLane(socket), lane == Lane.Control ? Peer with { Process = PeerProcess.Of(socket) } : Peer);
            return;
        }

        PolledSocketLane? calls = PolledSocketLane.TryCreate(socket, _readers);
        if (calls is { IsAlone: true }) DirectSocketLane.StartThread(() => _ = ServeAsync(calls, Peer));
        else _ = ServeAsync(calls ?? (ILane)new SocketLane(socket), Peer);
    }

    private async Task ServeAsync(ILane lane, SessionPeer peer)
    {
        LimitExceededException? refusal = places.TryTake(peer.Origin);
        try
        {
            await using (lane)
            {
                if (refusal is null) await acceptor.ServeAsync(lane, peer, lifetime.ApplicationStopped);
                else await acceptor.RefuseAsync(lane, refusal);
            }
        }
        finally
        {
            if (refusal is null) places.GiveBack(peer.Origin);
        }
    }
}
