using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Crowds;

/// <inheritdoc/>
[SharedObject("journal", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class Journal : IJournal
{
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _waiting;

    /// <summary>What was written, in order.</summary>
    public ConcurrentQueue<string> Entries { get; } = new();

    /// <summary>How many calls wait to be let.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public void Write(string entry) => Entries.Enqueue(entry);

    public async Task WriteWhenLetAsync(string entry, CancellationToken cancel = default)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _let.Task.WaitAsync(cancel);
            Write(entry);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Lets all calls go on that wait.</summary>
    public void Let() => _let.TrySetResult();
}
