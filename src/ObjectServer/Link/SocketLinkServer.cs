using System.Net.Sockets;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>
/// Serves the connections of the socket link. The lane that calls go by has a thread that waits in it, for as many clients as the
/// options say; beyond that a few threads read all of them. Every other lane is asynchronous.
/// </summary>
internal sealed class SocketLinkServer(
    LaneAcceptor acceptor, ConnectionPlaces places, ObjectServerOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    private static readonly SessionPeer Peer = SessionPeer.OfSocket with { Connection = ConnectionKind.Socket };

    private int _readers;
    private volatile bool _mapped;

    /// <summary>How many threads wait in lanes.</summary>
    public int BlockingReaders => Volatile.Read(ref _readers);

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

        if (!TryTakeReader())
        {
            _ = ServeAsync(PolledSocketLane.TryCreate(socket) ?? (ILane)new SocketLane(socket), Peer);
            return;
        }

        new Thread(() => _ = ServeOnThreadAsync(socket)) { IsBackground = true, Name = "ObjectServer reader" }.Start();
    }

    private async Task ServeOnThreadAsync(Socket socket)
    {
        try
        {
            await ServeAsync(new BlockingSocketLane(socket), Peer);
        }
        finally
        {
            Interlocked.Decrement(ref _readers);
        }
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

    private bool TryTakeReader()
    {
        if (Interlocked.Increment(ref _readers) <= options.BlockingReaders) return true;
        Interlocked.Decrement(ref _readers);
        return false;
    }
}
