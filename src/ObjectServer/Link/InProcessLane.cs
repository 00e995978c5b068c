using System.Threading.Channels;
using ObjectServer.Wire;

namespace ObjectServer.Link;

/// <summary>
/// A lane between two ends in one process. A message that is sent is retained for the other end and not copied. The other end never
/// goes on upon the sender's thread, and neither end in the synchronization context of a client's thread, which may be waiting.
/// </summary>
internal sealed class InProcessLane : ILane
{
    // A message is at most FrameBatches.MaxMessageBytes; a writer waits while this many are on their way.
    private const int MostMessages = 4;

    private readonly Channel<FrameBuffer> _incoming;
    private readonly Channel<FrameBuffer> _outgoing;

    private InProcessLane(Channel<FrameBuffer> incoming, Channel<FrameBuffer> outgoing)
    {
        _incoming = incoming;
        _outgoing = outgoing;
    }

    /// <summary>The two ends of a new lane.</summary>
    public static (InProcessLane Client, InProcessLane Server) CreatePair()
    {
        Channel<FrameBuffer> toServer = CreateChannel();
        Channel<FrameBuffer> toClient = CreateChannel();
        return (new InProcessLane(toClient, toServer), new InProcessLane(toServer, toClient));
    }

    /// <inheritdoc/>
    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        message.Retain();
        try
        {
            await _outgoing.Writer.WriteAsync(message, cancel).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            message.Release();
            if (e is ChannelClosedException) throw new IOException("The link is closed.", e);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        while (await _incoming.Reader.WaitToReadAsync(cancel).ConfigureAwait(false))
        {
            if (_incoming.Reader.TryRead(out FrameBuffer? message)) return message;
        }

        return null;
    }

    /// <inheritdoc/>
    public void EndHandshake()
    {
        // A message arrives as it was sent.
    }

    /// <summary>Ends the lane: the other end reads what was sent before, and can send nothing more.</summary>
    public ValueTask DisposeAsync()
    {
        _outgoing.Writer.TryComplete();
        _incoming.Writer.TryComplete();
        while (_incoming.Reader.TryRead(out FrameBuffer? unread)) unread.Release();
        return ValueTask.CompletedTask;
    }

    private static Channel<FrameBuffer> CreateChannel() => Channel.CreateBounded<FrameBuffer>(MostMessages);
}
