namespace Grpc.Core;

/// <summary>Wishes about the writing of a message.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>
    /// More follows: the message may wait in the buffer until something is written without this flag, or the stream ends.
    /// </summary>
    BufferHint = 1,

    /// <summary>The message goes out uncompressed, even where the call compresses.</summary>
    NoCompress = 2,
}
