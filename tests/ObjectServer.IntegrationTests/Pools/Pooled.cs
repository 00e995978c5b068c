using System.Diagnostics;
using ObjectServer.IntegrationTests.Contracts;

namespace ObjectServer.IntegrationTests.Pools;

/// <inheritdoc/>
[SharedObject("pooled", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Pooled(string label = "") : IPooled
{
    /// <inheritdoc/>
    public string Label => label;

    /// <inheritdoc/>
    public int Square(int number) => number * number;

    /// <inheritdoc/>
    public Task<int> SquareAsync(int number) => Task.FromResult(number * number);

    /// <inheritdoc/>
    public Task<int> ProcessAsync() => Task.FromResult(Environment.ProcessId);

    /// <inheritdoc/>
    public Task<int> LookUpAsync(int number, string message) => number % 2 == 0 ? Task.FromResult(number) : throw new KeyNotFoundException(message);

    /// <inheritdoc/>
    public Unwritable Unwritable(int number) => new() { Fails = number };

    /// <inheritdoc/>
    public Task<int> TakeAsync(Unwritable strange) => Task.FromResult(0);

    /// <inheritdoc/>
    public Task HangAsync(CancellationToken cancel) => Task.Delay(Timeout.Infinite, cancel);

    /// <inheritdoc/>
    public async Task<int> DieUntilAsync(ISharedValue<int> counter, int enough)
    {
        int run = await counter.AddAsync(1);
        if (run >= enough) return run;
        using Process self = Process.GetCurrentProcess();
        self.Kill();
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
