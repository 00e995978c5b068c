using System.Net.Sockets;

namespace ObjectServer.Wire;

/// <summary>A lane of the socket link whose reader is a thread that waits in the kernel: the shortest way from the peer's send to that thread.</summary>
/// <param name="socket">Connected, in blocking mode, and never used asynchronously; the lane's from here on.</param>
/// <param name="onClosing">Called once, when the lane is closed; null for nothing.</param>
internal sealed class BlockingSocketLane(Socket socket, Action? onClosing = null) : DirectSocketLane(socket)
{
    /// <summary>Waits on the calling thread; the task is complete when this returns.</summary>
    public override ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        StopWith(cancel);
        return new ValueTask<FrameBuffer?>(ReadUnlessStopped());
    }

    /// <inheritdoc/>
    public override void ReadElsewhere(Action reading) => StartThread(reading);

    /// <inheritdoc/>
    protected override void OnClosing() => onClosing?.Invoke();
}
