using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>A lane that takes every message at once, and while it does so makes sure that there is a next one, for so many messages.</summary>
internal sealed class FeedingLane(int messages) : ILane
{
    /// <summary>Appends the next message.</summary>
    public Action? Feed { get; set; }

    /// <summary>The threads that wrote the messages.</summary>
    public List<int> Writers { get; } = [];

    public ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        Writers.Add(Environment.CurrentManagedThreadId);
        if (Writers.Count < messages) Feed!();
        return ValueTask.CompletedTask;
    }

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => throw new NotSupportedException();

    public void EndHandshake()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
