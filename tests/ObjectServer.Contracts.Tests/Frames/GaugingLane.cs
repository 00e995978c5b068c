using ObjectServer.Wire;

namespace ObjectServer.Contracts.Tests.Frames;

/// <summary>A lane that takes its time for each message, and notes how much waits meanwhile.</summary>
internal sealed class GaugingLane : ILane
{
    private const int Turns = 50;

    /// <summary>Says how many bytes wait.</summary>
    public Func<long>? Waiting { get; set; }

    /// <summary>Told how much the lane has taken.</summary>
    public Action<ulong>? TakenSoFar { get; set; }

    /// <summary>How many bytes waited at most.</summary>
    public long Most { get; private set; }

    /// <summary>How many bytes the lane has taken.</summary>
    public long Taken { get; private set; }

    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        for (int i = 0; i < Turns; i++)
        {
            await Task.Yield();
            Most = Math.Max(Most, Waiting!());
        }

        Taken += message.Length;
        TakenSoFar?.Invoke((ulong)Taken);
    }

    public ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel) => throw new NotSupportedException();

    public void EndHandshake()
    {
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
