namespace ObjectServer.Wire;

/// <summary>A Chunk, read from or written to a buffer. Field meanings are those of session.proto.</summary>
internal struct ChunkFrame
{
    /// <summary>The most bytes that stand before the data of a chunk's frame.</summary>
    public const int HeadBytes = 64;

    public ulong Transfer;
    public ulong Offset;

    /// <summary>Where the data starts, from the start of the chunk's own message.</summary>
    public int DataOffset;

    /// <summary>How long it is.</summary>
    public int DataLength;

    /// <summary>Reads a chunk.</summary>
    /// <exception cref="ProtocolException">The bytes are not a Chunk.</exception>
    public static ChunkFrame Read(ReadOnlySpan<byte> body)
    {
        var chunk = default(ChunkFrame);
        int at = 0;
        while (at < body.Length)
        {
            if (!Varint.TryRead(body, ref at, out ulong tag)) throw Malformed();
            bool ok;
            ulong length = 0;
            switch (tag)
            {
                case (1 << 3) | 0: ok = Varint.TryRead(body, ref at, out chunk.Transfer); break;
                case (2 << 3) | 0: ok = Varint.TryRead(body, ref at, out chunk.Offset); break;
                case (3 << 3) | 2:
                    ok = Varint.TryRead(body, ref at, out length) && length <= (ulong)(body.Length - at);
                    chunk.DataOffset = at;
                    chunk.DataLength = (int)length;
                    at += (int)length;
                    break;
                default: ok = Varint.TrySkip(body, ref at, (int)(tag & 7)); break;
            }

            if (!ok) throw Malformed();
        }

        return chunk;
    }

    /// <summary>Appends a chunk as a frame of the batch in <paramref name="buffer"/>.</summary>
    public static void Append(FrameBuffer buffer, ulong transfer, ulong offset, in PayloadSource data)
    {
        int body = BodyBytes(transfer, offset, data.Length);
        var writer = new FrameSpan(buffer, FrameKind.Chunk, body);
        writer.Number(1, transfer);
        writer.Number(2, offset);
        writer.Bytes(3, data);
    }

    /// <summary>Makes a buffer of nothing but data a chunk, by what it puts before it: at most <see cref="HeadBytes"/>.</summary>
    public static void Prepend(FrameBuffer data, ulong transfer, ulong offset)
    {
        var writer = new FrameSpan(stackalloc byte[HeadBytes], FrameKind.Chunk, BodyBytes(transfer, offset, data.Length));
        writer.Number(1, transfer);
        writer.Number(2, offset);
        writer.Head(3, data.Length);
        data.Prepend(writer.Written);
    }

    private static int BodyBytes(ulong transfer, ulong offset, int length) =>
        FrameSpan.NumberSize(transfer) + FrameSpan.NumberSize(offset) + FrameSpan.BytesSize(length);

    private static ProtocolException Malformed() => new("The peer sent a chunk that cannot be read.");
}
