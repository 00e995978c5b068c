using ObjectServer.Wire;

namespace ObjectServer.Client.Tests.Session;

/// <summary>A lane that takes whatever is written at once, and keeps its frames.</summary>
internal sealed class KeepingLane(bool isWithinMachine = false) : ILane
{
    private readonly List<Frame> _frames = [];

    public bool IsWithinMachine => isWithinMachine;

    /// <summary>How many signs of life have been given.</summary>
    public int Pings => _frames.Count(frame => frame.KindCase == Frame.KindOneofCase.Ping);

    /// <summary>What has been acknowledged, in order.</summary>
    public IEnumerable<ulong> Acknowledged =>
        _frames.Where(frame => frame.KindCase == Frame.KindOneofCase.Acknowledge).Select(frame => frame.Acknowledge.Received);

    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        _frames.AddRange(FrameBatch.Parser.ParseFrom(message.Span).Frames);
        return ValueTask.CompletedTask;
    }

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => throw new NotSupportedException();

    public void EndHandshake()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
