using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>A lane that keeps the message it is given, whatever its token says, until it is let go.</summary>
internal sealed class HoldingLane : ILane
{
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void LetGo() => _gone.SetResult();

    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel) => new(_gone.Task);

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => throw new NotSupportedException();

    public void EndHandshake()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
