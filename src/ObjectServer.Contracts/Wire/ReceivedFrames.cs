namespace ObjectServer.Wire;

/// <summary>How much of a lane has been received since the session began. One reader counts at a time; reading it may overlap.</summary>
internal sealed class ReceivedFrames
{
    // Of small calls some 700: an acknowledgement for each of so many bytes costs nothing that could be measured.
    private const ulong BytesPerAcknowledgement = 32 * 1024;

    // Less than this is mostly acknowledgements themselves, which must not go back and forth for ever.
    private const ulong LeastBytes = 64;

    private ulong _position;
    private ulong _acknowledged;

    /// <summary>Bytes of frames received.</summary>
    public ulong Position => Volatile.Read(ref _position);

    /// <summary>A message has been received. True when it is time to acknowledge what has been.</summary>
    public bool Add(int bytes)
    {
        ulong position = _position + (ulong)bytes;
        Volatile.Write(ref _position, position);
        return position - Volatile.Read(ref _acknowledged) >= BytesPerAcknowledgement;
    }

    /// <summary>Whether there is anything worth acknowledging on a lane that is silent otherwise.</summary>
    public bool IsBehind => Position - Volatile.Read(ref _acknowledged) >= LeastBytes;

    /// <summary>What is to be acknowledged now; it counts as such from here on.</summary>
    public ulong Acknowledge()
    {
        ulong position = Position;
        Volatile.Write(ref _acknowledged, position);
        return position;
    }
}
