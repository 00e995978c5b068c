using System.Buffers;

namespace ObjectServer.Wire;

/// <summary>
/// What has arrived of a transfer. A chunk that fills a good part of its message stays where it lies, and the message is retained; others are
/// copied together, so that nobody can make many bytes be kept by sending few. Has one owner, and who retains it; calls must not overlap, but for
/// those that retain and give back.
/// </summary>
internal sealed class ReceivedChunks : IDisposable
{
    private const int CopiedBytes = 64 * 1024;
    private const int LeastRetained = 16 * 1024;

    // Four chunks may share a message.
    private const int MostKeptPerByte = 5;

    private Piece? _first;
    private Piece? _last;
    private int _references = 1;

    /// <summary>Bytes that have arrived.</summary>
    public long Length { get; private set; }

    /// <summary>Takes in a part of a message.</summary>
    public void Add(FrameBuffer message, int offset, int length)
    {
        Length += length;
        if (length >= LeastRetained && (long)length * MostKeptPerByte >= message.Capacity)
        {
            message.Retain();
            Append(new Piece(message, offset, length, isCopy: false));
            return;
        }

        if (_last is not { IsCopy: true } copy || copy.Buffer.Length + length > CopiedBytes)
            Append(copy = new Piece(FrameBuffer.Rent(Math.Max(CopiedBytes, length)), 0, 0, isCopy: true));
        message.Slice(offset, length).Span.CopyTo(copy.Buffer.Append(length));
        copy.Length += length;
    }

    /// <summary>All of it. Valid until this is disposed of.</summary>
    public ReadOnlySequence<byte> AsSequence()
    {
        if (_first is null) return ReadOnlySequence<byte>.Empty;
        long index = 0;
        for (Piece? piece = _first; piece is not null; piece = piece.Following) index = piece.Expose(index);
        return new ReadOnlySequence<byte>(_first, 0, _last!, _last!.Length);
    }

    /// <summary>Keeps all of it until <see cref="Dispose"/> has been called once more.</summary>
    public void Retain() => Interlocked.Increment(ref _references);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _references) != 0) return;
        for (Piece? piece = _first; piece is not null; piece = piece.Following) piece.Buffer.Release();
        _first = _last = null;
        Length = 0;
    }

    private void Append(Piece piece)
    {
        if (_last is null) _first = piece;
        else _last.Following = piece;
        _last = piece;
    }

    private sealed class Piece(FrameBuffer buffer, int offset, int length, bool isCopy) : ReadOnlySequenceSegment<byte>
    {
        public FrameBuffer Buffer => buffer;

        public int Length { get; set; } = length;

        public bool IsCopy => isCopy;

        public Piece? Following
        {
            get => (Piece?)Next;
            set => Next = value;
        }

        public long Expose(long index)
        {
            RunningIndex = index;
            Memory = buffer.Slice(offset, Length);
            return index + Length;
        }
    }
}
