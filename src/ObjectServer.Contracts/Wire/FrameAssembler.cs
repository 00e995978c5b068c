using System.Numerics;

namespace ObjectServer.Wire;

/// <summary>
/// Cuts what a socket delivers into messages: all frames that have arrived whole are one. A lane of a socket is one endless batch, in
/// which every frame says its own length, so nothing stands between the frames. During the handshake each frame is a message of its own: what
/// follows it is for somebody else. Calls must not overlap.
/// </summary>
internal sealed class FrameAssembler : IDisposable
{
    // What is kept of a message keeps its whole buffer: so receives start small and grow only while they fill the buffer, or while
    // messages are so large that a smaller buffer would be copied into one of their size.
    private const int SmallestBytes = 4 * 1024;
    private const int LargestBytes = 256 * 1024;
    private const int LargestMessageBytes = 1024 * 1024;
    private const int SmallReceives = 64;

    private FrameBuffer? _buffer;
    private int _filled;
    private int _size = SmallestBytes;
    private int _small;
    private bool _single = true;

    // Whole frames may have been kept behind the last message.
    private bool _behind;

    /// <summary>Part of a frame waits for the rest of it.</summary>
    public bool IsInsideFrame => _filled > 0;

    /// <summary>The handshake is over: from now on all that has arrived is one message.</summary>
    public void EndHandshake() => _single = false;

    /// <summary>A message that is there without a receive; null for none. To be asked before each receive.</summary>
    /// <exception cref="ProtocolException">The bytes are no frames, or a frame is too large.</exception>
    public FrameBuffer? Kept()
    {
        if (!_behind) return null;
        _behind = false;
        return Cut(_buffer!);
    }

    /// <summary>Where the next receive goes: at least one byte.</summary>
    public Memory<byte> Room() => (_buffer ??= FrameBuffer.Rent(_size)).Room(_filled);

    /// <summary>Bytes have been received into <see cref="Room"/>. The message that they complete, the caller's to release; null for none yet.</summary>
    /// <exception cref="ProtocolException">The bytes are no frames, or a frame is too large.</exception>
    public FrameBuffer? Received(int count)
    {
        FrameBuffer buffer = _buffer!;
        Adapt(count, buffer.Room(_filled).Length);
        _filled += count;
        return Cut(buffer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _buffer?.Release();
        _buffer = null;
        _filled = 0;
    }

    private FrameBuffer? Cut(FrameBuffer buffer)
    {
        int whole = Whole(buffer.Room(0).Span[.._filled], _single, out int next);
        if (whole == 0)
        {
            buffer.Reserve(Math.Max(next, _filled + Varint.MaxBytes), _filled);
            return null;
        }

        if (whole > _size && _size < LargestMessageBytes)
        {
            _size = (int)Math.Min(BitOperations.RoundUpToPowerOf2((uint)whole), LargestMessageBytes);
            _small = 0;
        }

        buffer.Fill(whole);
        _behind = _single && _filled > whole;
        Keep(buffer.Room(whole).Span[..(_filled - whole)], next);
        return buffer;
    }

    // How many bytes whole frames take, and how many the frame behind them will, once that is known.
    private static int Whole(ReadOnlySpan<byte> bytes, bool single, out int next)
    {
        int whole = 0;
        next = 0;
        while (whole < bytes.Length)
        {
            if (bytes[whole] != FrameSpan.FrameTag) throw new ProtocolException("The peer sent bytes that are not a frame.");
            int at = whole + 1;
            if (!Varint.TryRead(bytes, ref at, out ulong length))
            {
                if (bytes.Length - whole > Varint.MaxBytes) throw new ProtocolException("The peer sent bytes that are not a frame.");
                return whole;
            }

            int most = single ? FrameBatches.MaxHandshakeBytes : FrameBatches.MaxMessageBytes;
            if (length > (ulong)most) throw new ProtocolException($"The peer sent a frame of {length} bytes; the most is {most}.");

            int end = at + (int)length;
            if (end > bytes.Length)
            {
                next = end - whole;
                return whole;
            }

            whole = end;
            if (single) break;
        }

        return whole;
    }

    private void Keep(ReadOnlySpan<byte> rest, int next)
    {
        _buffer = null;
        _filled = rest.Length;
        if (rest.IsEmpty) return;
        _buffer = FrameBuffer.Rent(Math.Max(Math.Max(_size, next), rest.Length + Varint.MaxBytes));
        rest.CopyTo(_buffer.Room(0).Span);
    }

    private void Adapt(int count, int room)
    {
        if (count == room && _size < LargestBytes) _size *= 2;
        if (count > _size / 4) _small = 0;
        else if (++_small >= SmallReceives && _size > SmallestBytes) (_size, _small) = (_size / 2, 0);
    }
}
