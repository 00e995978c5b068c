using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Deadlines;

public sealed class Ledger : ILedger
{
    private readonly ConcurrentDictionary<int, int> _entries = new();

    /// <summary>How often a call has run.</summary>
    public int Entries(int id) => _entries.GetValueOrDefault(id);

    public async Task<int> EnterAsync(int id, int steps, CancellationToken cancel)
    {
        Note(id);
        for (int i = 0; i < steps; i++)
        {
            await Task.Yield();
            if (i % 4 == 3) cancel.ThrowIfCancellationRequested();
        }

        return id;
    }

    public async Task<int> EnterByAsync(ILedger other, int id, int steps, CancellationToken cancel)
    {
        Note(id);
        await Task.Yield();
        return await other.EnterAsync(id, steps, CancellationToken.None);
    }

    public int Enter(int id, CancellationToken cancel)
    {
        Note(id);
        return id;
    }

    private void Note(int id) => _entries.AddOrUpdate(id, 1, static (_, count) => count + 1);
}
