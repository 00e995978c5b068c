using ObjectServer.Client.Link;
using ObjectServer.Session;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>A link to a server in the same process, without sockets.</summary>
/// <param name="acceptor">Serves the other ends of its lanes.</param>
/// <param name="stopped">Ends them.</param>
internal sealed class InProcessLink(LaneAcceptor acceptor, CancellationToken stopped) : ILink
{
    private static readonly SessionPeer Peer = new("in process", "in process", IsLocal: true, IsOwnProcess: true) { Connection = ConnectionKind.InProcess };

    /// <inheritdoc/>
    public bool HasServerEnded => stopped.IsCancellationRequested;

    /// <inheritdoc/>
    public ValueTask<ILane> OpenAsync(Lane lane, CancellationToken cancel)
    {
        if (stopped.IsCancellationRequested) throw new IOException("The server's host has stopped.");
        (InProcessLane client, InProcessLane server) = InProcessLane.CreatePair();

        // What the client's thread carries about, such as its activity, is not the server's.
        ThreadPool.UnsafeQueueUserWorkItem(static work => _ = work.Link.ServeAsync(work.Lane), (Link: this, Lane: server), preferLocal: false);
        return new ValueTask<ILane>(client);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task ServeAsync(ILane lane)
    {
        await using (lane) await acceptor.ServeAsync(lane, Peer, stopped);
    }
}
