using System.Collections.Concurrent;

namespace ObjectServer.IntegrationTests.Lifetime;

[SharedObject("resource", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Resource(string key) : IResource, IDisposable
{
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> FirstDisposals = new();
    private static readonly ConcurrentDictionary<string, int> Disposals = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Entries = new();
    private static readonly ConcurrentDictionary<string, TaskCompletionSource> Permits = new();

    private IResource? _kept;

    public string Key { get; } = key;

    /// <summary>Completes when a resource of the key is disposed of.</summary>
    public static Task DisposedAsync(string key) => First(key).Task;

    /// <summary>How often that has happened.</summary>
    public static int DisposalsOf(string key) => Disposals.GetValueOrDefault(key);

    /// <summary>Completes when a call of one that holds on, or opens late, has begun.</summary>
    public static Task EnteredAsync(string key) => Of(Entries, key).Task;

    /// <summary>Lets those calls end.</summary>
    public static void Let(string key) => Of(Permits, key).TrySetResult();

    public IResource Open(string key) => new Resource(key);

    public void Keep(IResource other) => _kept = other;

    public void DropKept() => _kept = null;

    public Task HoldAsync(CancellationToken cancel)
    {
        Of(Entries, Key).TrySetResult();
        return Task.Delay(Timeout.InfiniteTimeSpan, cancel);
    }

    public Task HoldOnAsync(IResource other)
    {
        Of(Entries, Key).TrySetResult();
        return Of(Permits, Key).Task;
    }

    public IResource OpenLate(string key)
    {
        HoldOnAsync(this).Wait();
        return new Resource(key);
    }

    public void Dispose()
    {
        Disposals.AddOrUpdate(Key, 1, (_, count) => count + 1);
        First(Key).TrySetResult();
    }

    private static TaskCompletionSource First(string key) => Of(FirstDisposals, key);

    private static TaskCompletionSource Of(ConcurrentDictionary<string, TaskCompletionSource> all, string key) =>
        all.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
