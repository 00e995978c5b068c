using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Lifetime;

[SharedObject("resource", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Resource(string key) : IResource, IDisposable
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> FirstDisposals = new();
    private static readonly ConcurrentDictionary<string, int> Disposals = new();

    private IResource? _kept;

    public string Key { get; } = key;

    /// <summary>Completes when a resource of the key is disposed of.</summary>
    public static Task DisposedAsync(string key) => First(key).Task;

    /// <summary>How often that has happened.</summary>
    public static int DisposalsOf(string key) => Disposals.GetValueOrDefault(key);

    public IResource Open(string key) => new Resource(key);

    public void Keep(IResource other) => _kept = other;

    public void DropKept() => _kept = null;

    public Task HoldAsync(CancellationToken cancel) => Task.Delay(Timeout.InfiniteTimeSpan, cancel);

    public void Dispose()
    {
        Disposals.AddOrUpdate(Key, 1, (_, count) => count + 1);
        First(Key).TrySetResult();
    }

    private static TaskCompletionSource First(string key) =>
        FirstDisposals.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
