namespace ObjectServer.IntegrationTests.Delivery;

/// <inheritdoc/>
[SharedObject("tally", Concurrency = ObjectConcurrency.Concurrent)]
public class Tally : ITally
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, long> _last = [];
    private readonly HashSet<(int Client, long Number)> _counted = [];
    private readonly List<string> _faults = [];
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _count;

    public event Action<long>? Counted;

    /// <summary>Its calls come in the order in which their client made them.</summary>
    protected virtual bool IsOrderly => false;

    public long Count
    {
        get
        {
            lock (_gate) return _count;
        }
    }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_gate) return [.. _faults];
        }
    }

    public long Add(int client, long number)
    {
        lock (_gate)
        {
            long last = _last.GetValueOrDefault(client);
            if (!_counted.Add((client, number))) Note($"client {client}: {number} again");
            else if (IsOrderly && number != last + 1) Note($"client {client}: {number} behind {last}");
            _last[client] = number;
            return ++_count;
        }
    }

    public Task<long> AddAsync(int client, long number) => Task.FromResult(Add(client, number));

    public async Task<long> AddLaterAsync(int client, long number)
    {
        long count = Add(client, number);
        await WaitAsync();
        return count;
    }

    public Task OpenAsync()
    {
        lock (_gate)
        {
            _opened.TrySetResult();
            return Task.CompletedTask;
        }
    }

    public async Task<int> ReportAsync(int to, IProgress<int> progress)
    {
        for (int i = 1; i <= to; i++)
        {
            if (i == to / 2) await WaitAsync();
            progress.Report(i);
        }

        return to;
    }

    public async IAsyncEnumerable<int> NumbersAsync(int to)
    {
        for (int i = 1; i <= to; i++)
        {
            if (i == to / 2) await WaitAsync();
            yield return i;
        }
    }

    public Task RaiseAsync(int to)
    {
        for (int i = 1; i <= to; i++) Counted?.Invoke(i);
        return Task.CompletedTask;
    }

    public Task<byte[]> InvertAsync(byte[] bytes) => Task.FromResult(Array.ConvertAll(bytes, one => (byte)~one));

    public async Task<int> AskAsync(IAnswerer answerer, int question) => await answerer.AnswerAsync(question);

    private void Note(string fault)
    {
        if (_faults.Count < 20) _faults.Add(fault);
    }

    private Task WaitAsync()
    {
        lock (_gate) return _opened.Task;
    }
}
