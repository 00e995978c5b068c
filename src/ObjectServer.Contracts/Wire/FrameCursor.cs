namespace ObjectServer.Wire;

/// <summary>Walks over the frames of one message without copying them.</summary>
internal ref struct FrameCursor
{
    private const int FramesTag = (1 << 3) | 2;

    private readonly ReadOnlySpan<byte> _message;
    private int _at;

    /// <param name="message">The bytes of a FrameBatch.</param>
    /// <param name="position">Where to go on in it: a <see cref="Position"/> of an earlier cursor.</param>
    public FrameCursor(ReadOnlySpan<byte> message, int position = 0)
    {
        _message = message;
        _at = position;
    }

    /// <summary>Where the next frame begins.</summary>
    public readonly int Position => _at;

    /// <summary>What the current frame is; <see cref="FrameKind.None"/> for one that this version does not know.</summary>
    public FrameKind Kind { get; private set; }

    /// <summary>Where the current frame's own message starts.</summary>
    public int Offset { get; private set; }

    /// <summary>How long it is, in bytes.</summary>
    public int Length { get; private set; }

    /// <summary>The current frame's own message.</summary>
    public readonly ReadOnlySpan<byte> Body => _message.Slice(Offset, Length);

    /// <summary>Moves to the next frame; false at the end.</summary>
    /// <exception cref="ProtocolException">The message is not a FrameBatch.</exception>
    public bool MoveNext()
    {
        while (_at < _message.Length)
        {
            if (!Varint.TryRead(_message, ref _at, out ulong tag)) throw Malformed();
            if (tag != FramesTag)
            {
                if (!Varint.TrySkip(_message, ref _at, (int)(tag & 7))) throw Malformed();
                continue;
            }

            if (!Varint.TryRead(_message, ref _at, out ulong length) || length > (ulong)(_message.Length - _at)) throw Malformed();
            int end = _at + (int)length;
            ReadKind(end);
            _at = end;
            return true;
        }

        return false;
    }

    private void ReadKind(int end)
    {
        Kind = FrameKind.None;
        Offset = _at;
        Length = 0;
        ReadOnlySpan<byte> frame = _message[..end];
        int at = _at;
        while (at < end)
        {
            if (!Varint.TryRead(frame, ref at, out ulong tag)) throw Malformed();
            int field = (int)(tag >> 3);
            if ((tag & 7) == 2 && field is >= (int)FrameKind.Hello and <= (int)FrameKind.EventCredit)
            {
                if (!Varint.TryRead(frame, ref at, out ulong length) || length > (ulong)(end - at)) throw Malformed();
                Kind = (FrameKind)field;
                Offset = at;
                Length = (int)length;
                at += Length;
            }
            else if (!Varint.TrySkip(frame, ref at, (int)(tag & 7)))
            {
                throw Malformed();
            }
        }
    }

    private static ProtocolException Malformed() => new("The peer sent a message that is not a batch of frames.");
}
