using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>What a client does with shared arrays, at random, and what it holds meanwhile.</summary>
internal sealed class KillingWork(Random random) : IAsyncDisposable
{
    private const int MostHeld = 6;
    private const int MostElements = 200_000;
    private const int Names = 4;
    private const int NamedElements = 100_000;

    private readonly Queue<KillingHolding> _held = [];

    /// <summary>Reads all that it holds.</summary>
    /// <returns>How many blocks that are.</returns>
    public int Verify()
    {
        foreach (KillingHolding holding in _held) holding.Verify();
        return _held.Count;
    }

    /// <summary>Does one thing.</summary>
    public async Task DoAsync(ObjectClient client)
    {
        if (_held.Count >= MostHeld) await _held.Dequeue().DisposeAsync();
        switch (random.Next(7))
        {
            case 0:
            case 1:
                await HoldAsync(client);
                break;
            case 2:
                await FillAndReadAsync(client);
                break;
            case 3:
                await UseNamedAsync(client);
                break;
            case 4:
                await client.DeleteAsync($"shared/{random.Next(Names)}");
                break;
            case 5:
                await ChangePrivatelyAsync(client);
                break;
            default:
                Verify();
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_held.TryDequeue(out KillingHolding? holding)) await holding.DisposeAsync();
    }

    private async Task HoldAsync(ObjectClient client)
    {
        long key = random.NextInt64(1, 1 << 20);
        SharedArray<long> array = await client.CreateArrayAsync<long>([1 + random.Next(MostElements)]);
        SharedBlock<long> block = await array.AcquireAsync(.., BlockAccess.ReadWrite);
        KillingPattern.Fill(block.Span, key, 0);
        _held.Enqueue(new KillingHolding(client, array, block, key, isShared: false));
    }

    private async Task FillAndReadAsync(ObjectClient client)
    {
        long value = random.NextInt64();
        await using SharedArray<long> array = await client.CreateArrayAsync<long>([1 + random.Next(MostElements)]);
        await array.FillAsync(value);
        long[] all = await array.ReadAsync(..);
        if (all.AsSpan().ContainsAnyExcept(value)) throw new InvalidOperationException("What was filled reads otherwise.");
    }

    // Many clients fill the same arrays with the same pattern, and delete them under each other.
    private async Task UseNamedAsync(ObjectClient client)
    {
        int name = random.Next(Names);
        SharedArray<long> array = await client.GetOrCreateArrayAsync<long>($"shared/{name}", [NamedElements]);
        int start = random.Next(NamedElements);
        var range = new ElementRange(start, random.Next(NamedElements - start) + 1);
        SharedBlock<long> block = await array.AcquireAsync(range, BlockAccess.ReadWrite);
        if (KillingPattern.FirstWrong(block.Span, -1 - name, block.Start, orZero: true) >= 0) throw new InvalidOperationException("A named array has what nobody has written.");
        KillingPattern.Fill(block.Span, -1 - name, block.Start);
        _held.Enqueue(new KillingHolding(client, array, block, -1 - name, isShared: true));
    }

    private async Task ChangePrivatelyAsync(ObjectClient client)
    {
        if (_held.FirstOrDefault(one => !one.IsShared && one.Client == client) is not { } holding) return;
        using CopyOnWriteArray<long> view = holding.Array.OpenCopyOnWrite();
        await using SharedBlock<long> block = await view.AcquireAsync(..);
        block.Span.Clear();
        holding.Verify();
    }
}
