using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Links;

/// <summary>A lane of any link that says what it is told, and hands frames out one by one.</summary>
internal sealed class FrameLane(ILane lane) : IAsyncDisposable
{
    private readonly Queue<Frame> _read = new();

    /// <summary>Bytes of frames that have arrived, without those of the handshake: what a session's lane counts.</summary>
    public ulong Received { get; private set; }

    public Task SendAsync(params Frame[] frames)
    {
        var batch = new FrameBatch();
        batch.Frames.AddRange(frames);
        return SendAsync(batch.ToByteArray());
    }

    public async Task SendAsync(byte[] bytes)
    {
        FrameBuffer buffer = FrameBuffer.Rent(bytes.Length);
        bytes.CopyTo(buffer.Append(bytes.Length));
        await lane.WriteAsync(buffer, CancellationToken.None);
        buffer.Release();
    }

    /// <summary>The next frame but for acknowledgements and signs of life; null at the end, also at one that comes by a broken link.</summary>
    public async Task<Frame?> NextAsync()
    {
        Frame? frame;
        do frame = await TakeAsync();
        while (frame is { Acknowledge: not null } or { Ping.Number: 0 });
        return frame;
    }

    /// <summary>Reads to the end and gives the last goodbye; null when there was none.</summary>
    public async Task<Error?> GoodbyeAsync()
    {
        Error? goodbye = null;
        while (await NextAsync() is { } frame) goodbye = frame.Goodbye ?? goodbye;
        return goodbye;
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();

    private async Task<Frame?> TakeAsync()
    {
        Frame? frame;
        while (!_read.TryDequeue(out frame))
        {
            // Some lanes wait on the calling thread.
            if (await Task.Run(ReadAsync) is not { } message) return null;
            foreach (Frame one in FrameBatch.Parser.ParseFrom(message.Span).Frames) _read.Enqueue(one);
            message.Release();
        }

        if (frame is not ({ Welcome: not null } or { Attached: not null })) Received += (ulong)new FrameBatch { Frames = { frame } }.CalculateSize();
        return frame;
    }

    private async Task<FrameBuffer?> ReadAsync()
    {
        try
        {
            return await lane.ReadAsync(CancellationToken.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
