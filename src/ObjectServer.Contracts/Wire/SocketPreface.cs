namespace ObjectServer.Wire;

/// <summary>
/// What a client says first on a connection of the socket link: eight bytes that no HTTP client can begin with, the last of them the
/// lane. So one socket serves both links, and the server knows how to read a connection before it has read any frame of it.
/// </summary>
internal static class SocketPreface
{
    /// <summary>How long it is.</summary>
    public const int Bytes = 8;

    /// <summary>Its first byte; HTTP begins with a letter, TLS with 22.</summary>
    public const byte First = 0;

    private static ReadOnlySpan<byte> Start => "\0objsrv"u8;

    /// <summary>The preface of a lane.</summary>
    public static byte[] Of(Lane lane) => [.. Start, (byte)lane];

    /// <summary>Which lane a preface names; false when the bytes are none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, out Lane lane)
    {
        lane = Lane.Unspecified;
        if (bytes.Length < Bytes || !bytes.StartsWith(Start)) return false;
        lane = (Lane)bytes[Bytes - 1];
        return lane is Lane.Control or Lane.Calls or Lane.Bulk;
    }
}
