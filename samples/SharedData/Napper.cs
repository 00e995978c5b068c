using ObjectServer;
using ObjectServer.Client;

namespace SharedData;

/// <inheritdoc cref="INapper"/>
/// <param name="address">Address of the server that has the array.</param>
/// <param name="key">Key of that server.</param>
[SharedObject("napper")]
public sealed class Napper(string address, string key) : INapper, IAsyncDisposable
{
    private const long NapNanoseconds = 5_000;

    private ObjectClient? _client;
    private SharedArray<long>? _numbers;

    /// <summary>Naps for each number.</summary>
    public static long NapFor(ReadOnlySpan<long> numbers)
    {
        long sum = 0;
        foreach (long number in numbers)
        {
            Nap.Take(NapNanoseconds);
            sum += number;
        }

        return sum;
    }

    /// <inheritdoc/>
    public async Task OpenAsync(string name)
    {
        _client = await ObjectClient.ConnectAsync(address, new ObjectClientOptions { AuthKey = key });
        _numbers = await _client.GetArrayAsync<long>(name);
    }

    /// <inheritdoc/>
    public async Task<long> NapAsync(long first, long count)
    {
        using SharedBlock<long> block = await _numbers!.AcquireAsync(new ElementRange(first, count));
        return NapFor(block.Span);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_numbers is not null) await _numbers.DisposeAsync();
        if (_client is not null) await _client.DisposeAsync();
    }
}
