namespace ObjectServer.IntegrationTests.KilledClients;

[SharedObject("held")]
public sealed class Held : IHeld, IDisposable
{
    private readonly string _key;
    private int _disposals;

    public Held(string key)
    {
        _key = key;
        Ledger.Note($"{key} made");
    }

    public IHeld Open(string key) => new Held(key);

    public Task RunAsync()
    {
        Ledger.Note($"{_key} ran");
        return Task.CompletedTask;
    }

    public async Task HangAsync(CancellationToken cancel)
    {
        Ledger.Note($"{_key} hangs");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        finally
        {
            Ledger.Note($"{_key} cancelled");
        }
    }

    public Task HangOnAsync()
    {
        Ledger.Note($"{_key} hangs");
        return Ledger.NotedAsync($"{_key} released");
    }

    public Task ReadAsync(CancellationToken cancel) => HangAsync(cancel);

    public bool Look() => true;

    public Task<bool> LookAsync() => Task.FromResult(true);

    public Task<long> TakeAsync(byte[] values)
    {
        Ledger.Note($"{_key} taken");
        return Task.FromResult(values.LongLength);
    }

    public Task<byte[]> GiveAsync(int count) => Task.FromResult(new byte[count]);

    public void Dispose()
    {
        Ledger.Note($"{_key} disposed");
        if (Interlocked.Increment(ref _disposals) > 1) Ledger.Note("disposed again");
    }
}
