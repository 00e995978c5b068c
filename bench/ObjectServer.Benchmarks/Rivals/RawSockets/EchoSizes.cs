namespace ObjectServer.Benchmarks.Rivals.RawSockets;

/// <summary>How many bytes go there and back. A connection begins with both, as two numbers of four bytes.</summary>
internal readonly record struct EchoSizes(int Request, int Reply)
{
    /// <summary>Bytes of the two numbers.</summary>
    public const int Length = 2 * sizeof(int);

    /// <summary>Reads them.</summary>
    public static EchoSizes From(ReadOnlySpan<byte> bytes) => new(BitConverter.ToInt32(bytes), BitConverter.ToInt32(bytes[sizeof(int)..]));

    /// <summary>Writes them.</summary>
    public byte[] ToBytes() => [.. BitConverter.GetBytes(Request), .. BitConverter.GetBytes(Reply)];
}
