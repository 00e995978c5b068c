using System.Runtime.CompilerServices;
using ObjectServer.IntegrationTests.KilledClients;

namespace ObjectServer.IntegrationTests.Crowds;

/// <inheritdoc/>
[SharedObject("crowded", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Crowded : ICrowded, IDisposable
{
    private readonly string _key;

    public Crowded(string key)
    {
        _key = key;
        Ledger.Note($"{key} made");
    }

    public event Action<int>? Rung
    {
        add => Ledger.Note($"{_key} begun");
        remove => Ledger.Note($"{_key} ended");
    }

    public async Task HangAsync(CancellationToken cancel)
    {
        Ledger.Note($"{_key} begun");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        finally
        {
            Ledger.Note($"{_key} ended");
        }
    }

    public async IAsyncEnumerable<int> NumbersAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        Ledger.Note($"{_key} begun");
        try
        {
            yield return 1;
            yield return 2;
            await Task.Delay(Timeout.InfiniteTimeSpan, cancel);
        }
        finally
        {
            Ledger.Note($"{_key} ended");
        }
    }

    public Task<long> TakeAsync(byte[] bytes)
    {
        Ledger.Note($"{_key} taken");
        return Task.FromResult(bytes.LongLength);
    }

    public void Dispose() => Ledger.Note($"{_key} disposed");
}
