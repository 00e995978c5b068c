namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>One for the whole process: it outlives the objects that write into it.</summary>
[SharedObject("ledger", Concurrency = ObjectConcurrency.Concurrent)]
public sealed class Ledger : ILedger
{
    /// <summary>The name under which clients share it.</summary>
    public const string Name = "the ledger";

    private static readonly Lock Gate = new();
    private static readonly Dictionary<string, int> Counts = [];
    private static readonly List<(string Entry, int Count, TaskCompletionSource Reached)> Waiting = [];

    public static void Note(string entry)
    {
        lock (Gate)
        {
            int count = Counts[entry] = Counts.GetValueOrDefault(entry) + 1;
            Waiting.RemoveAll(one => one.Entry == entry && one.Count <= count && one.Reached.TrySetResult());
        }
    }

    public static Task NotedAsync(string entry, int count = 1)
    {
        lock (Gate)
        {
            if (Counts.GetValueOrDefault(entry) >= count) return Task.CompletedTask;
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Waiting.Add((entry, count, reached));
            return reached.Task;
        }
    }

    public void Write(string entry) => Note(entry);

    public int CountOf(string entry)
    {
        lock (Gate) return Counts.GetValueOrDefault(entry);
    }

    public Task ReachedAsync(string entry, int count = 1, CancellationToken cancel = default) => NotedAsync(entry, count).WaitAsync(cancel);

    public long MemoryBytes() => GC.GetTotalMemory(forceFullCollection: true);
}
