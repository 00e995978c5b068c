namespace ObjectServer.Wire;

/// <summary>An Event, read from or to be written to a buffer. Field meanings are those of session.proto; see <see cref="CallFrame"/> for why by
/// hand.</summary>
internal struct EventFrame
{
    public ulong Handler;
    public ulong Number;

    /// <summary>How many were lost before this one.</summary>
    public ulong Lost;

    /// <summary>Where the arguments start, from the start of the event's own message.</summary>
    public int ArgumentsOffset;

    /// <summary>How long they are.</summary>
    public int ArgumentsLength;

    /// <summary>Reads an event.</summary>
    /// <exception cref="ProtocolException">The bytes are not an Event.</exception>
    public static EventFrame Read(ReadOnlySpan<byte> body)
    {
        var raised = default(EventFrame);
        int at = 0;
        while (at < body.Length)
        {
            if (!Varint.TryRead(body, ref at, out ulong tag)) throw Malformed();
            switch (tag)
            {
                case (1 << 3) | 0: raised.Handler = ReadNumber(body, ref at); break;
                case (2 << 3) | 0: raised.Number = ReadNumber(body, ref at); break;
                case (3 << 3) | 2:
                    ulong length = ReadNumber(body, ref at);
                    if (length > (ulong)(body.Length - at)) throw Malformed();
                    raised.ArgumentsOffset = at;
                    raised.ArgumentsLength = (int)length;
                    at += (int)length;
                    break;
                case (4 << 3) | 0: raised.Lost = ReadNumber(body, ref at); break;
                default:
                    if (!Varint.TrySkip(body, ref at, (int)(tag & 7))) throw Malformed();
                    break;
            }
        }

        return raised;
    }

    /// <summary>Appends an event as a frame of the batch in <paramref name="buffer"/>.</summary>
    public readonly void Append(FrameBuffer buffer, in PayloadSource arguments)
    {
        int body = FrameSpan.NumberSize(Handler) + FrameSpan.NumberSize(Number) + FrameSpan.BytesSize(arguments.Length) + FrameSpan.NumberSize(Lost);
        var writer = new FrameSpan(buffer, FrameKind.Event, body);
        writer.Number(1, Handler);
        writer.Number(2, Number);
        writer.Bytes(3, arguments);
        writer.Number(4, Lost);
    }

    private static ulong ReadNumber(ReadOnlySpan<byte> body, ref int at) =>
        Varint.TryRead(body, ref at, out ulong value) ? value : throw Malformed();

    private static ProtocolException Malformed() => new("The peer sent an event that cannot be read.");
}
