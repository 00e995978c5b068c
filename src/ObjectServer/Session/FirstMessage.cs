using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>The first message of a lane, of which only the first frame counts.</summary>
internal readonly struct FirstMessage : IDisposable
{
    private readonly FrameBuffer? _message;
    private readonly FrameKind _kind;
    private readonly int _offset;
    private readonly int _length;

    /// <exception cref="ProtocolException">It is not a batch of frames.</exception>
    public FirstMessage(FrameBuffer? message)
    {
        _message = message;
        if (message is null) return;
        var cursor = new FrameCursor(message.Span);
        if (!cursor.MoveNext()) return;
        _kind = cursor.Kind;
        _offset = cursor.Offset;
        _length = cursor.Length;
    }

    private ReadOnlySpan<byte> Body => _message is null ? default : _message.Span.Slice(_offset, _length);

    /// <summary>The hello or attach that it must be; null when the peer has gone without a word.</summary>
    /// <exception cref="ProtocolException">It is neither.</exception>
    /// <exception cref="InvalidProtocolBufferException">It cannot be read.</exception>
    public IMessage? Parse() => _kind switch
    {
        _ when _message is null => null,
        FrameKind.Hello => Hello.Parser.ParseFrom(Body),
        FrameKind.Attach => Attach.Parser.ParseFrom(Body),
        _ => throw new ProtocolException("The first frame of a lane is a hello or an attach."),
    };

    /// <inheritdoc/>
    public void Dispose() => _message?.Release();
}
