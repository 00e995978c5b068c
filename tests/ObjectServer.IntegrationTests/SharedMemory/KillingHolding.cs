using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A block that a client holds, also when the server that it is from is dead, and what must be in it.</summary>
internal sealed class KillingHolding(ObjectClient client, SharedArray<long> array, SharedBlock<long> block, long key, bool isShared) : IAsyncDisposable
{
    /// <summary>Whose it is; another one has come after it when the server was lost.</summary>
    public ObjectClient Client { get; } = client;

    public SharedArray<long> Array { get; } = array;

    public long Key { get; } = key;

    /// <summary>Others fill it, too, so that elements of it may be zero.</summary>
    public bool IsShared { get; } = isShared;

    /// <summary>Reads all of it.</summary>
    /// <exception cref="InvalidOperationException">It is not what it was.</exception>
    public void Verify()
    {
        int wrong = KillingPattern.FirstWrong(block.Span, Key, block.Start, IsShared);
        if (wrong >= 0) throw new InvalidOperationException($"{block} has {block.Span[wrong]:x} at {wrong}.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await block.DisposeAsync();
            await Array.DisposeAsync();
        }
        catch (ObjectServerException)
        {
            // A copy whose array, or server, is gone cannot be written back.
        }
    }
}
