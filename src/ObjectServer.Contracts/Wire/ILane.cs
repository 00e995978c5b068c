namespace ObjectServer.Wire;

/// <summary>
/// One lane of a link: messages in order, both ways. One reader and one writer at a time; reading and writing may overlap.
/// </summary>
internal interface ILane : IAsyncDisposable
{
    /// <summary>A connection within one machine: the system tells of its end, as there is no network that could forget it.</summary>
    bool IsWithinMachine => false;

    /// <summary>Sends one message. The buffer stays the caller's.</summary>
    /// <exception cref="IOException">The link is broken.</exception>
    ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel);

    /// <summary>The next message, which becomes the caller's to release; null when the peer has ended the lane.</summary>
    /// <exception cref="IOException">The link is broken.</exception>
    ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel);

    /// <summary>
    /// The handshake is over. Until then each frame that the peer has sent by itself is a message by itself; from now on a message is
    /// whatever has arrived whole.
    /// </summary>
    void EndHandshake();

    /// <summary>What a message has brought holds the reading thread up: has another thread do <paramref name="reading"/>, which goes on behind that.</summary>
    void ReadElsewhere(Action reading) => ThreadPool.UnsafeQueueUserWorkItem(static work => work(), reading, preferLocal: false);
}
