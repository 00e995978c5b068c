namespace ObjectServer.Streaming;

/// <summary>What is sent of a stream: where it is to be had, and what it can do, which whoever holds it may ask for at any time.</summary>
/// <param name="Source">The stream.</param>
/// <param name="CanRead">It can be read.</param>
/// <param name="CanWrite">It can be written.</param>
/// <param name="CanSeek">It has a length, and can be read or written anywhere.</param>
/// <param name="Position">Where it is, in bytes from the start; 0 for one that cannot seek.</param>
internal sealed record StreamHandle(IStreamSource Source, bool CanRead, bool CanWrite, bool CanSeek, long Position)
{
    /// <summary>The most bytes that one call reads or writes.</summary>
    public const int PieceBytes = 1024 * 1024;

    /// <summary>The handle of a stream of this side.</summary>
    public static StreamHandle Of(Stream stream, bool handsOver) => new(
        new LiveStream(stream, handsOver), stream.CanRead, stream.CanWrite, stream.CanSeek, stream.CanSeek ? stream.Position : 0);
}
