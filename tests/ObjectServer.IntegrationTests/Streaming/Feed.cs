using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ObjectServer.IntegrationTests.Streaming;

/// <inheritdoc/>
[SharedObject("feed")]
public sealed class Feed : IFeed
{
    private readonly List<Channel<int>> _watchers = [];
    private int _inside;
    private int _closed;

    /// <inheritdoc/>
    public IAsyncEnumerable<int> Stored { get; set; } = null!;

    /// <inheritdoc/>
    public int Asked { get; private set; }

    /// <inheritdoc/>
    public int Closed => Volatile.Read(ref _closed);

    /// <inheritdoc/>
    public int MostInside { get; private set; }

    /// <summary>How many watch.</summary>
    public int Watchers => _watchers.Count;

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Count(int first, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Visit();
            yield return first + i;
        }

        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Endless([EnumeratorCancellation] CancellationToken cancel = default)
    {
        try
        {
            while (true)
            {
                cancel.ThrowIfCancellationRequested();
                yield return Asked++;
                await Task.CompletedTask;
            }
        }
        finally
        {
            Interlocked.Increment(ref _closed);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Failing(int after)
    {
        for (int i = 0; i < after; i++) yield return i;
        await Task.Yield();
        throw new ArgumentOutOfRangeException(nameof(after), "There is no more.");
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<double[]> Arrays(int count, int length)
    {
        for (int i = 0; i < count; i++) yield return [.. Enumerable.Range(i, length).Select(number => (double)number)];
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IFeedItem> Items(int count)
    {
        for (int i = 0; i < count; i++) yield return new FeedItem(i);
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<T> Repeat<T>(T value, int count)
    {
        for (int i = 0; i < count; i++) yield return value;
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<int>? Nothing() => null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Watch([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var channel = Channel.CreateUnbounded<int>();
        _watchers.Add(channel);
        try
        {
            await foreach (int value in channel.Reader.ReadAllAsync(cancel)) yield return value;
        }
        finally
        {
            _watchers.Remove(channel);
            Interlocked.Increment(ref _closed);
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> WatchDeafly()
    {
        var channel = Channel.CreateUnbounded<int>();
        _watchers.Add(channel);
        try
        {
            await foreach (int value in channel.Reader.ReadAllAsync()) yield return value;
        }
        finally
        {
            _watchers.Remove(channel);
            Interlocked.Increment(ref _closed);
        }
    }

    /// <inheritdoc/>
    public void Put(int value)
    {
        foreach (Channel<int> watcher in _watchers) watcher.Writer.TryWrite(value);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Asking(Func<int, int> ask, int count)
    {
        for (int i = 0; i < count; i++) yield return ask(i);
        await Task.CompletedTask;
    }

    /// <inheritdoc/>
    public int Add(int a, int b)
    {
        Visit();
        return a + b;
    }

    /// <inheritdoc/>
    public Task<IAsyncEnumerable<int>> QueryAsync(int count) => Task.FromResult(Count(0, count));

    /// <inheritdoc/>
    public async Task<int> SumAsync(IAsyncEnumerable<int> numbers)
    {
        int sum = 0;
        await foreach (int number in numbers) sum += number;
        return sum;
    }

    /// <inheritdoc/>
    public async Task<int> FirstAsync(IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers) return number;
        return -1;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<int> Doubled(IAsyncEnumerable<int> numbers)
    {
        await foreach (int number in numbers) yield return 2 * number;
    }

    // Two that were inside at a time would see each other here.
    private void Visit()
    {
        MostInside = Math.Max(MostInside, Interlocked.Increment(ref _inside));
        Thread.SpinWait(50);
        Interlocked.Decrement(ref _inside);
    }
}
