using Google.Protobuf;
using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A lane by any listener, on which any bytes can be sent, and of which the client's end can be closed.</summary>
internal abstract class FuzzLane : IDisposable
{
    /// <summary>Sends one frame as it should be.</summary>
    public Task SendAsync(Frame frame) => SendAsync(new FrameBatch { Frames = { frame } }.ToByteArray());

    /// <summary>Sends bytes: a whole message where the link has messages. Nothing is sent when the server has ended the lane.</summary>
    public abstract Task SendAsync(byte[] bytes);

    /// <summary>Sends nothing more.</summary>
    public abstract Task FinishAsync();

    /// <summary>The next frame; null at the end.</summary>
    public abstract Task<Frame?> NextAsync();

    /// <summary>Reads to the end, and hands each frame on.</summary>
    public async Task RestAsync(Action<Frame> seen)
    {
        while (await NextAsync() is { } frame) seen(frame);
    }

    public abstract void Dispose();
}
