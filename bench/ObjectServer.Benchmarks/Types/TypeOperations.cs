using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Types;

/// <summary>What the clients of a measurement do, by name. Each operation is awaited before its caller makes the next one.</summary>
internal static partial class TypeOperations
{
    /// <summary>Name of the queue that producers and consumers in several processes share.</summary>
    public const string Pairs = "pairs";

    /// <summary>How much room it has; the same in Python.</summary>
    public const int PairsCapacity = 1000;

    private const int BulkItems = 100;

    private static readonly Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> All = Collect();

    /// <summary>Whether there is an operation of that name.</summary>
    public static bool Has(string name) => All.ContainsKey(name);

    /// <summary>Creates what an operation needs.</summary>
    public static Task<TypeOperation> PrepareAsync(string name, ObjectClient client) => All[name](client);

    private static Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> Collect()
    {
        var all = new Dictionary<string, Func<ObjectClient, Task<TypeOperation>>>(StringComparer.Ordinal)
        {
            ["queue-cycle"] = QueueCycleAsync,
            ["queue-bulk"] = QueueBulkAsync,
            ["queue-put"] = QueuePutAsync,
            ["queue-get"] = QueueGetAsync,
            ["queue-put-many"] = QueuePutManyAsync,
            ["queue-get-many"] = QueueGetManyAsync,
            ["value-get"] = ValueGetAsync,
        };
        AddCollections(all);
        AddLocks(all);
        return all;
    }

    static partial void AddCollections(Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> all);

    static partial void AddLocks(Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> all);

    private static async Task<TypeOperation> QueueCycleAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await client.CreateQueueAsync<int>();
        return async _ =>
        {
            await queue.PutAsync(1);
            await queue.GetAsync();
            return 1;
        };
    }

    private static async Task<TypeOperation> QueueBulkAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await client.CreateQueueAsync<int>();
        int[] items = new int[BulkItems];
        return async _ =>
        {
            await queue.PutManyAsync(items);
            return (await queue.GetManyAsync(BulkItems)).Length;
        };
    }

    private static async Task<TypeOperation> QueuePutAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await PairsAsync(client);
        return async cancel =>
        {
            await queue.PutAsync(1, cancel: cancel);
            return 1;
        };
    }

    private static async Task<TypeOperation> QueueGetAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await PairsAsync(client);
        return async cancel =>
        {
            await queue.GetAsync(cancel: cancel);
            return 1;
        };
    }

    private static async Task<TypeOperation> QueuePutManyAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await PairsAsync(client);
        int[] items = new int[BulkItems];
        return async cancel => await queue.PutManyAsync(items, cancel: cancel);
    }

    private static async Task<TypeOperation> QueueGetManyAsync(ObjectClient client)
    {
        ISharedQueue<int> queue = await PairsAsync(client);
        return async cancel => (await queue.GetManyAsync(BulkItems, cancel: cancel)).Length;
    }

    private static async Task<TypeOperation> ValueGetAsync(ObjectClient client)
    {
        ISharedValue<double> value = await client.CreateValueAsync(1.0);
        return async _ =>
        {
            await value.GetAsync();
            return 1;
        };
    }

    private static Task<ISharedQueue<int>> PairsAsync(ObjectClient client) => client.GetOrCreateQueueAsync<int>(Pairs, PairsCapacity);
}
