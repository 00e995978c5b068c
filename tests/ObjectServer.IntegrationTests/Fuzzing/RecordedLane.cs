using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.Fuzzing;

/// <summary>A lane of which all messages that the client sends are kept.</summary>
internal sealed class RecordedLane(ILane lane, Lane kind, SessionRecording recording) : ILane
{
    private bool _handshake = true;

    public bool IsWithinMachine => lane.IsWithinMachine;

    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        recording.Add(_handshake ? Lane.Unspecified : kind, message.Span);
        return lane.WriteAsync(message, cancel);
    }

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => lane.ReadAsync(cancel);

    public void EndHandshake()
    {
        _handshake = false;
        lane.EndHandshake();
    }

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
