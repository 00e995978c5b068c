using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

/// <summary>A client in a process of its own that uses the named collections and values of the test, and writes what came of it.</summary>
internal static class CollectionClient
{
    /// <summary>What makes the test program this client; the server's address and one of the words below follow.</summary>
    public const string Mode = "client-of-collections";

    /// <summary>Uses the list "list".</summary>
    public const string List = "list";

    /// <summary>Uses the dictionary "dictionary".</summary>
    public const string Dictionary = "dictionary";

    /// <summary>Uses the sets "one" and "other".</summary>
    public const string Sets = "sets";

    /// <summary>Reads and writes the values that are named as their types.</summary>
    public const string Values = "values";

    /// <summary>Has the object "clumsy" count fifty times.</summary>
    public const string Count = "count";

    /// <summary>Watches the list "list" and enumerates it, says so, and waits to be killed.</summary>
    public const string Watch = "watch";

    public static async Task<int> RunAsync(string address, string what)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        await (what switch
        {
            List => UseListAsync(client),
            Dictionary => UseDictionaryAsync(client),
            Sets => UseSetsAsync(client),
            Values => UseValuesAsync(client),
            Count => CountAsync(client),
            Watch => WatchAsync(client),
            _ => throw new ArgumentException($"There is no \"{what}\" to do.", nameof(what)),
        });
        return 0;
    }

    private static async Task UseListAsync(ObjectClient client)
    {
        ISharedList<int> list = await client.GetAsync<ISharedList<int>>("list");
        await WriteAsync($"{list.Count} {list.IndexOf(7)} {await list.CountOfAsync(4)}");
        list.Sort();
        await WriteAsync(string.Join(' ', list));
        list.Reverse();
        await WriteAsync(string.Join(' ', list.Select(static item => item * 2)));
        await WriteAsync(Text(await list.TakeAtAsync(0)));
        await list.AddRangeAsync([1, 2]);
        await WriteAsync(string.Join(' ', Enumerable.Repeat(list.ToArray(), 2).SelectMany(static one => one)));
        list.Clear();
    }

    private static async Task UseDictionaryAsync(ObjectClient client)
    {
        ISharedDictionary<string, int> d = await client.GetAsync<ISharedDictionary<string, int>>("dictionary");
        await WriteAsync($"{d.Count} {d["a"]} {await d.GetOrDefaultAsync("x", -1)} {string.Join(' ', d.Keys.Order())} {d.Values.Sum()}");
        await d.SetManyAsync([KeyValuePair.Create("d", 4), KeyValuePair.Create("a", 10)]);
        await WriteAsync($"{await d.PopAsync("d")} {await d.GetOrAddAsync("e", 5)} {await d.GetOrAddAsync("e", 6)}");
        await WriteAsync(string.Join(' ', d.ToDictionary().OrderBy(static one => one.Key).Select(static one => $"{one.Key}={one.Value}")));
        await WriteAsync(Text((await d.TakeAsync(1)).Length + d.Count));
        await d.ClearAsync();
    }

    private static async Task UseSetsAsync(ObjectClient client)
    {
        ISharedSet<int> one = await client.GetAsync<ISharedSet<int>>("one");
        ISharedSet<int> other = await client.GetAsync<ISharedSet<int>>("other");
        foreach (SharedSetOperation operation in Enum.GetValues<SharedSetOperation>())
            await WriteAsync($"{operation}: {string.Join(' ', (await one.CombineAsync(operation, other.ToArray())).Order())}");
        await WriteAsync($"{one.Overlaps(other)} {one.IsSubsetOf(other)} {one.IsSupersetOf([1])} {one.SetEquals(one)} {one.Remove(99)}");
        one.UnionWith(other);
        one.ExceptWith([1]);
        one.SymmetricExceptWith([2, 20]);
        one.IntersectWith([3, 4, 5, 20]);
    }

    private static async Task UseValuesAsync(ObjectClient client)
    {
        ISharedValue<int> number = await client.GetAsync<ISharedValue<int>>("int");
        await WriteAsync($"{number.Value} {await number.GetAsync()}");
        number.Value = 2;
        await (await client.GetAsync<ISharedValue<double>>("double")).SetAsync(double.Epsilon);
        await (await client.GetAsync<ISharedValue<short>>("short")).SetAsync(short.MinValue);
        await (await client.GetAsync<ISharedValue<long>>("long")).SetAsync((1L << 33) + 1);
        await (await client.GetAsync<ISharedValue<char>>("char")).SetAsync('\u00e9');
        await WriteAsync("written");
    }

    private static async Task CountAsync(ObjectClient client)
    {
        IClumsy clumsy = await client.GetAsync<IClumsy>("clumsy");
        for (int i = 0; i < 50; i++) clumsy.CountOne();
        await WriteAsync("counted");
    }

    private static async Task WatchAsync(ObjectClient client)
    {
        ISharedList<int> list = await client.GetAsync<ISharedList<int>>("list");
        IAsyncEnumerator<SharedListChange<int>> changes = list.WatchAsync().GetAsyncEnumerator();
        await changes.MoveNextAsync();
        IAsyncEnumerator<int> items = list.EnumerateAsync().GetAsyncEnumerator();
        await items.MoveNextAsync();
        IEnumerator<int> ofProxy = list.GetEnumerator();
        ofProxy.MoveNext();
        await WriteAsync("watching");
        await Task.Delay(Timeout.InfiniteTimeSpan);
        GC.KeepAlive((changes, items, ofProxy));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Task WriteAsync(string line) => Console.Out.WriteLineAsync(line);
}
