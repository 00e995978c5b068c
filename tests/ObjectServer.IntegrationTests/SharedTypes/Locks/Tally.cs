using System.Runtime.CompilerServices;

namespace ObjectServer.IntegrationTests.SharedTypes.Locks;

/// <summary>A count that several change, and a call of it that lasts until it is let.</summary>
[SharedObject("guarded-tally", Concurrency = ObjectConcurrency.Concurrent)]
internal sealed class Tally : ITally
{
    private readonly TaskCompletionSource _let = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int _count;

    public int Count
    {
        get => Volatile.Read(ref _count);
        set => Volatile.Write(ref _count, value);
    }

    /// <summary>Completes when a call waits to be let.</summary>
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Add(int amount) => Interlocked.Add(ref _count, amount);

    public Task<int> AddAsync(int amount) => Task.FromResult(Add(amount));

    public async Task<int> AddWhenAsync(int amount, CancellationToken cancel = default)
    {
        Waits.TrySetResult();
        await _let.Task.WaitAsync(cancel);
        return Add(amount);
    }

    public void Let() => _let.TrySetResult();

    public async IAsyncEnumerable<int> CountUpAsync(int to, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        for (int i = 0; i < to; i++)
        {
            if (i == 2) await _let.Task.WaitAsync(cancel);
            yield return i;
        }
    }
}
