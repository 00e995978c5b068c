using ObjectServer.Client;

namespace ObjectServer.Benchmarks.Types;

/// <content>Dictionaries and lists.</content>
internal static partial class TypeOperations
{
    private const int ListItems = 100_000;
    private const int MostAppended = 100_000;

    static partial void AddCollections(Dictionary<string, Func<ObjectClient, Task<TypeOperation>>> all)
    {
        all["dict-get"] = DictionaryGetAsync;
        all["dict-set"] = DictionarySetAsync;
        all["dict-get-many"] = DictionaryGetManyAsync;
        all["list-append"] = ListAppendAsync;
        all["list-iterate"] = ListIterateAsync;
    }

    private static async Task<TypeOperation> DictionaryGetAsync(ObjectClient client)
    {
        ISharedDictionary<string, double> table = await client.CreateDictionaryAsync<string, double>();
        await table.SetAsync("key", 1);
        return async _ =>
        {
            await table.GetAsync("key");
            return 1;
        };
    }

    private static async Task<TypeOperation> DictionarySetAsync(ObjectClient client)
    {
        ISharedDictionary<string, double> table = await client.CreateDictionaryAsync<string, double>();
        return async _ =>
        {
            await table.SetAsync("key", 2);
            return 1;
        };
    }

    private static async Task<TypeOperation> DictionaryGetManyAsync(ObjectClient client)
    {
        ISharedDictionary<string, double> table = await client.CreateDictionaryAsync<string, double>();
        string[] keys = [.. Enumerable.Range(0, BulkItems).Select(static i => $"key {i}")];
        await table.SetManyAsync(keys, new double[BulkItems]);
        return async _ => (await table.GetManyAsync(keys)).Length;
    }

    private static async Task<TypeOperation> ListAppendAsync(ObjectClient client)
    {
        ISharedList<int> items = await client.CreateListAsync<int>();
        int appended = 0;
        return async _ =>
        {
            await items.AddAsync(1);
            if (Interlocked.Increment(ref appended) % MostAppended == 0) await items.ClearAsync();
            return 1;
        };
    }

    private static async Task<TypeOperation> ListIterateAsync(ObjectClient client)
    {
        ISharedList<int> items = await client.CreateListAsync(Enumerable.Range(0, ListItems));
        return async _ =>
        {
            int count = 0;
            await foreach (int item in items.EnumerateAsync()) count++;
            return count;
        };
    }
}
