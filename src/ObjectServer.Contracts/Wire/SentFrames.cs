namespace ObjectServer.Wire;

/// <summary>
/// What has been sent on a lane and not been acknowledged: on the next link it is sent again, from where the other side has it. A position
/// is a count of bytes of frames since the session began; each one that is spoken of lies between two frames. Guarded by the lane's writer.
/// </summary>
internal sealed class SentFrames
{
    // Short messages are copied together, so that each keeps its own length and not a whole buffer.
    private const int ShortBytes = 4 * 1024;
    private const int BlockBytes = 16 * 1024;

    // What an idle lane keeps, of which now and then a sign of life is sent: there may be many thousands.
    private const int FirstBlockBytes = 256;

    private readonly LinkedList<Part> _parts = new();
    private ulong _acknowledged;

    /// <summary>Where the next message begins.</summary>
    public ulong End { get; private set; }

    /// <summary>How many bytes are kept.</summary>
    public long Kept => (long)(End - _acknowledged);

    /// <summary>A message is about to be sent.</summary>
    public void Add(FrameBuffer message)
    {
        int length = message.Length;
        if (length > ShortBytes)
        {
            message.Retain();
            _parts.AddLast(new Part(message, End, IsBlock: false));
        }
        else
        {
            if (_parts.Last is not { Value: { IsBlock: true } block } || block.Buffer.Length + length > BlockBytes)
            {
                block = new Part(FrameBuffer.Rent(_parts.Count == 0 ? Math.Max(FirstBlockBytes, length) : BlockBytes), End, IsBlock: true);
                _parts.AddLast(block);
            }

            message.Span.CopyTo(block.Buffer.Append(length));
        }

        End += (ulong)length;
    }

    /// <summary>The other side has everything before a position. One that it had before says nothing new.</summary>
    /// <exception cref="ProtocolException">So much was never sent.</exception>
    public void Acknowledge(ulong position)
    {
        if (position > End) throw new ProtocolException($"The peer acknowledges {position} bytes of a lane on which {End} were sent.");
        if (position <= _acknowledged) return;
        _acknowledged = position;
        while (_parts.First is { } first && first.Value.End <= position)
        {
            _parts.RemoveFirst();
            first.Value.Buffer.Release();
        }
    }

    /// <summary>What the other side has not received of what was sent, as messages to be released.</summary>
    /// <param name="position">What it has received.</param>
    /// <exception cref="ProtocolException">It is not kept any more, or was never sent.</exception>
    public IEnumerable<FrameBuffer> From(ulong position)
    {
        if (position < _acknowledged)
            throw new ProtocolException($"The peer has received {position} bytes of a lane, and had acknowledged {_acknowledged} of them before.");
        Acknowledge(position);
        List<FrameBuffer> messages = [];
        foreach (Part part in _parts)
        {
            int from = (int)(Math.Max(position, part.Start) - part.Start);
            if (from == 0 && !part.IsBlock)
            {
                part.Buffer.Retain();
                messages.Add(part.Buffer);
                continue;
            }

            // A block goes on growing while it is sent again.
            FrameBuffer rest = FrameBuffer.Rent(part.Buffer.Length - from);
            part.Buffer.Span[from..].CopyTo(rest.Append(part.Buffer.Length - from));
            messages.Add(rest);
        }

        return messages;
    }

    /// <summary>Keeps nothing of what was sent.</summary>
    public void Clear()
    {
        foreach (Part part in _parts) part.Buffer.Release();
        _parts.Clear();
        _acknowledged = End;
    }

    private sealed record Part(FrameBuffer Buffer, ulong Start, bool IsBlock)
    {
        public ulong End => Start + (ulong)Buffer.Length;
    }
}
