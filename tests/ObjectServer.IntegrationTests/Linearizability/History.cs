using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <summary>What many callers did with one object. Calls may overlap.</summary>
internal sealed class History
{
    private readonly ConcurrentQueue<Operation> _operations = new();
    private long _moment;

    /// <summary>All that was done.</summary>
    public IReadOnlyList<Operation> Operations => [.. _operations];

    /// <summary>Notes a call, and when it begins and ends.</summary>
    /// <param name="client">Who calls.</param>
    /// <param name="input">What is asked.</param>
    /// <param name="call">Makes the call.</param>
    public async Task<T> RunAsync<T>(int client, object input, Func<Task<T>> call)
    {
        var operation = new Operation(client, input, Interlocked.Increment(ref _moment));
        _operations.Enqueue(operation);
        T output = await call();
        operation.Output = output;
        operation.Ended = Interlocked.Increment(ref _moment);
        return output;
    }
}
