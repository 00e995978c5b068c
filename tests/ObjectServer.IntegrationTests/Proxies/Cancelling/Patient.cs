using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Proxies.Cancelling;

/// <summary>Tells its test when a member has begun, and what became of its token.</summary>
public sealed class Patient : IPatient
{
    private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _cancelled = Channel.CreateUnbounded<bool>();
    private int _calls;

    /// <summary>How many members have begun.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>Lets members end.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a member has begun; once for each.</summary>
    public Task BegunAsync(TimeSpan guard) => _begun.Reader.ReadAsync().AsTask().WaitAsync(guard);

    /// <summary>Completes when a member's token was cancelled; once for each.</summary>
    public Task CancelledAsync(TimeSpan guard) => _cancelled.Reader.ReadAsync().AsTask().WaitAsync(guard);

    public async Task WaitAsync(CancellationToken cancel)
    {
        Begin(cancel);
        await Released.Task.WaitAsync(cancel);
    }

    public async Task<string> WaitForAsync(CancellationToken cancel, string answer)
    {
        await WaitAsync(cancel);
        return answer;
    }

    public async ValueTask WaitLightlyAsync(int steps, CancellationToken cancel, string reason) => await WaitAsync(cancel);

    public string Wait(string answer, CancellationToken cancel)
    {
        Begin(cancel);
        Released.Task.Wait(cancel);
        return answer;
    }

    public async Task<string> FinishAllTheSameAsync(CancellationToken cancel)
    {
        Begin(cancel);
        await Released.Task;
        return $"finished, cancelled: {cancel.IsCancellationRequested}";
    }

    public Task GiveUpAsync(CancellationToken cancel) => throw new OperationCanceledException("of its own accord");

    // The registration stays: a member that ends because of the cancellation would take it away before it is its turn.
    private void Begin(CancellationToken cancel)
    {
        Interlocked.Increment(ref _calls);
        _begun.Writer.TryWrite(true);
        cancel.Register(() => _cancelled.Writer.TryWrite(true));
    }
}
