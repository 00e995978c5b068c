using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.Session;

/// <summary>A message of a lane's handshake, of which only the first frame counts.</summary>
internal readonly struct FirstMessage : IDisposable
{
    // Ample for names, nonces and proofs.
    private const int MostBytes = 16 * 1024;

    private readonly FrameBuffer? _message;

    /// <param name="message">The message, this one's to release; null when the peer has gone without a word.</param>
    public FirstMessage(FrameBuffer? message) => _message = message;

    /// <summary>The hello or attach that it must be; null when the peer has gone without a word.</summary>
    /// <exception cref="LimitExceededException">It is larger than such a message can be.</exception>
    /// <exception cref="ProtocolException">It is neither, or no batch of frames, or cannot be read.</exception>
    public IMessage? Parse()
    {
        if (_message is null) return null;
        if (_message.Length > MostBytes) throw new LimitExceededException("the size of a handshake message", MostBytes, _message.Length, "The first message of a lane");
        var cursor = new FrameCursor(_message.Span);
        FrameKind kind = cursor.MoveNext() ? cursor.Kind : FrameKind.None;
        try
        {
            return kind switch
            {
                FrameKind.Hello => Hello.Parser.ParseFrom(cursor.Body),
                FrameKind.Attach => Attach.Parser.ParseFrom(cursor.Body),
                _ => throw new ProtocolException("The first frame of a lane is a hello or an attach."),
            };
        }
        catch (Exception e) when (Unreadable.Is(e))
        {
            throw new ProtocolException("The peer sent a frame that cannot be read.", e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _message?.Release();
}
