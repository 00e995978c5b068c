using System.Collections.Concurrent;
using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Deadlines;

/// <summary>Tells its test when a member has begun, and what became of it.</summary>
public sealed class Hop : IHop
{
    private readonly Channel<bool> _begun = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _cancelled = Channel.CreateUnbounded<bool>();
    private readonly Channel<bool> _gate = Channel.CreateUnbounded<bool>();

    /// <summary>What it was told.</summary>
    public ConcurrentQueue<string> Notes { get; } = [];

    /// <summary>What its own calls failed with.</summary>
    public ConcurrentQueue<Exception> Failures { get; } = [];

    /// <summary>Completes when a member that waits has begun; once for each.</summary>
    public Task BegunAsync(TimeSpan guard) => _begun.Reader.ReadAsync().AsTask().WaitAsync(guard);

    /// <summary>Completes when the token of one was cancelled; once for each.</summary>
    public Task CancelledAsync(TimeSpan guard) => _cancelled.Reader.ReadAsync().AsTask().WaitAsync(guard);

    /// <summary>Lets one that waits for the gate go on.</summary>
    public void Open(int times)
    {
        for (int i = 0; i < times; i++) _gate.Writer.TryWrite(true);
    }

    public Task StartAsync(IHop[] others, CancellationToken cancel) => PassAsync(others);

    public async Task PassAsync(IHop[] others)
    {
        try
        {
            if (others.Length == 1) await others[0].WaitAsync();
            else await others[0].PassAsync(others[1..]);
        }
        catch (Exception e)
        {
            Failures.Enqueue(e);
            throw;
        }
    }

    public void Pass(IHop[] others)
    {
        if (others.Length == 1) others[0].WaitDeaf();
        else others[0].Pass(others[1..]);
    }

    public async Task WaitAsync(CancellationToken cancel)
    {
        cancel.Register(() => _cancelled.Writer.TryWrite(true));
        _begun.Writer.TryWrite(true);
        await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
    }

    public async Task<int> WaitDeafAsync()
    {
        _begun.Writer.TryWrite(true);
        await _gate.Reader.ReadAsync();
        return 7;
    }

    public int WaitDeaf()
    {
        _begun.Writer.TryWrite(true);
        _gate.Reader.ReadAsync().AsTask().GetAwaiter().GetResult();
        return 8;
    }

    public int Echo(int number) => number;

    public Task<int> WaitAMinuteAsync() => WaitDeafAsync();

    public Task NoteAsync(string note)
    {
        Notes.Enqueue(note);
        return Task.CompletedTask;
    }

    public async Task WaitAndTidyAsync(IHop other)
    {
        try
        {
            await other.WaitAsync();
        }
        finally
        {
            await other.NoteAsync("tidied");
        }
    }

    public async Task RepeatAsync(IHop other)
    {
        try
        {
            while (true)
            {
                await other.NoteAsync("again");
                await WaitDeafAsync();
            }
        }
        catch (Exception e)
        {
            Failures.Enqueue(e);
            throw;
        }
    }

    public Task LeaveBehindAsync(IHop other)
    {
        _ = other.WaitAsync().ContinueWith(
            task => Failures.Enqueue(task.Exception?.InnerException ?? new OperationCanceledException()), TaskScheduler.Default);
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<int> CountAsync()
    {
        for (int i = 1; ; i++)
        {
            await WaitDeafAsync();
            yield return i;
        }
    }

    public Stream Open() => new GatedStream(this);

    public Func<Task<int>> Waiter() => WaitDeafAsync;
}
