using ObjectServer.Wire;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A lane that sends some bytes, receives some messages, and then neither.</summary>
internal sealed class StallingLane(ILane lane, long most = StallingLane.BytesSent) : ILane
{
    /// <summary>How much is sent: less than may be on its way without being acknowledged.</summary>
    public const int BytesSent = 8 * 1024 * 1024;

    // The answers to the attaching, and the first chunks.
    private const int MessagesReceived = 4;

    private readonly TaskCompletionSource _sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _bytes;
    private int _messages;

    public bool IsWithinMachine => lane.IsWithinMachine;

    /// <summary>Completes when it sends no more.</summary>
    public Task SentAsync() => _sent.Task;

    /// <summary>Completes when it does neither any more.</summary>
    public Task StalledAsync() => Task.WhenAll(_sent.Task, _received.Task);

    public async ValueTask WriteAsync(FrameBuffer message, CancellationToken cancel)
    {
        if (_bytes >= most)
        {
            _sent.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }

        _bytes += message.Length;
        await lane.WriteAsync(message, cancel);
    }

    public async ValueTask<FrameBuffer?> ReadAsync(CancellationToken cancel)
    {
        if (_messages == MessagesReceived)
        {
            _received.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }

        _messages++;
        return await lane.ReadAsync(cancel);
    }

    public void EndHandshake() => lane.EndHandshake();

    public ValueTask DisposeAsync() => lane.DisposeAsync();
}
