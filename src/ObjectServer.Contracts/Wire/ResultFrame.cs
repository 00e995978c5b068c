namespace ObjectServer.Wire;

/// <summary>A Result, read from or to be written to a buffer. Field meanings are those of session.proto; see <see cref="CallFrame"/> for why by
/// hand.</summary>
internal struct ResultFrame
{
    public ulong Sequence;
    public ulong Transfer;
    public ulong TransferBytes;

    /// <summary>The arguments did not arrive, and are not wanted any more.</summary>
    public bool Unread;

    /// <summary>Where the values start, from the start of the result's own message.</summary>
    public int ValuesOffset;

    /// <summary>How long they are.</summary>
    public int ValuesLength;

    /// <summary>Where the error starts; its length is 0 when there is none.</summary>
    public int ErrorOffset;

    /// <summary>How long the error is; an error that is present has a code and so at least two bytes.</summary>
    public int ErrorLength;

    /// <summary>Reads a result.</summary>
    /// <exception cref="ProtocolException">The bytes are not a Result.</exception>
    public static ResultFrame Read(ReadOnlySpan<byte> body)
    {
        var result = default(ResultFrame);
        int at = 0;
        while (at < body.Length)
        {
            if (!Varint.TryRead(body, ref at, out ulong tag)) throw Malformed();
            switch (tag)
            {
                case (1 << 3) | 0: result.Sequence = Number(body, ref at); break;
                case (2 << 3) | 2: (result.ValuesOffset, result.ValuesLength) = Part(body, ref at); break;
                case (3 << 3) | 0: result.Transfer = Number(body, ref at); break;
                case (4 << 3) | 0: result.TransferBytes = Number(body, ref at); break;
                case (5 << 3) | 2: (result.ErrorOffset, result.ErrorLength) = Part(body, ref at); break;
                case (6 << 3) | 0: result.Unread = Number(body, ref at) != 0; break;
                default:
                    if (!Varint.TrySkip(body, ref at, (int)(tag & 7))) throw Malformed();
                    break;
            }
        }

        return result;
    }

    /// <summary>Appends a result that carries values (or a transfer) as a frame of the batch in <paramref name="buffer"/>.</summary>
    public readonly void Append(FrameBuffer buffer, in PayloadSource values, in PayloadSource error)
    {
        int body = FrameSpan.NumberSize(Sequence) + FrameSpan.BytesSize(values.Length) + FrameSpan.NumberSize(Transfer)
            + FrameSpan.NumberSize(TransferBytes) + FrameSpan.BytesSize(error.Length) + (Unread ? 2 : 0);
        var writer = new FrameSpan(buffer, FrameKind.Result, body);
        writer.Number(1, Sequence);
        writer.Bytes(2, values);
        writer.Number(3, Transfer);
        writer.Number(4, TransferBytes);
        writer.Bytes(5, error);
        writer.Number(6, Unread ? 1u : 0u);
    }

    private static ulong Number(ReadOnlySpan<byte> body, ref int at) =>
        Varint.TryRead(body, ref at, out ulong value) ? value : throw Malformed();

    private static (int Offset, int Length) Part(ReadOnlySpan<byte> body, ref int at)
    {
        ulong length = Number(body, ref at);
        if (length > (ulong)(body.Length - at)) throw Malformed();
        int offset = at;
        at += (int)length;
        return (offset, (int)length);
    }

    private static ProtocolException Malformed() => new("The peer sent a result that cannot be read.");
}
