using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>The first message of a lane, of which only the first frame counts.</summary>
internal readonly struct FirstMessage : IDisposable
{
    private readonly FrameBuffer? _message;
    private readonly int _offset;
    private readonly int _length;

    /// <exception cref="ProtocolException">It is not a batch of frames.</exception>
    public FirstMessage(FrameBuffer? message)
    {
        _message = message;
        if (message is null) return;
        var cursor = new FrameCursor(message.Span);
        if (!cursor.MoveNext()) return;
        Kind = cursor.Kind;
        _offset = cursor.Offset;
        _length = cursor.Length;
    }

    public FrameKind Kind { get; }

    /// <summary>The frame's own message; valid until this is disposed of.</summary>
    public ReadOnlySpan<byte> Body => _message is null ? default : _message.Span.Slice(_offset, _length);

    /// <inheritdoc/>
    public void Dispose() => _message?.Release();
}
