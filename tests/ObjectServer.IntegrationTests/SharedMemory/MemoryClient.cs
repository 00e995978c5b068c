using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.SharedMemory;

/// <summary>A client in a process of its own that does what it is told with shared memory, and writes what came of it.</summary>
internal static class MemoryClient
{
    /// <summary>What makes the test program this client; the server's address, one of the words below, and a name follow.</summary>
    public const string Mode = "client-of-shared-memory";

    /// <summary>Reads the named array, and writes whether that was in place, its length and its elements.</summary>
    public const string Read = "read";

    /// <summary>Replaces each element of the named array by the sum of it and those before.</summary>
    public const string Sum = "sum";

    /// <summary>Adds one to each element of the array that the cruncher keeps, and has it keep one of its own in its place.</summary>
    public const string Exchange = "exchange";

    /// <summary>Creates a named array, an unnamed one and a list; writes where they are, and waits for its end.</summary>
    public const string Create = "create";

    /// <summary>Changes an item of the named list, and writes all.</summary>
    public const string Change = "change";

    public static async Task<int> RunAsync(string address, string what, string? name)
    {
        await using ObjectClient client = await ObjectClient.ConnectAsync(address);
        switch (what)
        {
            case Read:
                await Console.Out.WriteLineAsync(await ReadAsync(client, name!));
                break;
            case Sum:
                await SumAsync(client, name!);
                break;
            case Exchange:
                await ExchangeAsync(client);
                break;
            case Create:
                await CreateAsync(client, name!);
                break;
            case Change:
                await using (SharedList list = await client.GetMemoryListAsync(name!))
                {
                    await list.SetAsync(^1, "by the child");
                    await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{list.IsInPlace} {list.Count}: {string.Join(' ', list)}"));
                }

                break;
            default:
                return 2;
        }

        return 0;
    }

    private static async Task<string> ReadAsync(ObjectClient client, string name)
    {
        await using SharedArray<double> array = await client.GetArrayAsync<double>(name);
        double[] elements = await array.ReadAsync(..);
        string all = string.Join(' ', elements.Select(static element => element.ToString(CultureInfo.InvariantCulture)));
        return string.Create(CultureInfo.InvariantCulture, $"{array.IsInPlace} {array.Length}: {all}");
    }

    private static async Task SumAsync(ObjectClient client, string name)
    {
        await using SharedArray<double> array = await client.GetArrayAsync<double>(name);
        using SharedBlock<double> block = await array.AcquireAsync(.., BlockAccess.ReadWrite);
        for (int i = 1; i < block.Length; i++) block.Span[i] += block.Span[i - 1];
        await Console.Out.WriteLineAsync($"{block.IsInPlace}");
    }

    private static async Task ExchangeAsync(ObjectClient client)
    {
        ICruncher cruncher = await client.GetAsync<ICruncher>("cruncher");
        await using SharedArray<double> theirs = cruncher.Kept!;
        using (SharedBlock<double> block = await theirs.AcquireAsync(.., BlockAccess.ReadWrite))
        {
            foreach (ref double number in block.Span) number++;
        }

        await using SharedArray<double> mine = await client.CreateArrayAsync<double>([2, 2]);
        await mine.FillAsync(0.5);
        cruncher.Kept = mine;
        await Console.Out.WriteLineAsync("exchanged");
    }

    private static async Task CreateAsync(ObjectClient client, string name)
    {
        SharedArray<double> named = await client.CreateArrayAsync<double>([1000], name);
        SharedArray<double> unnamed = await client.CreateArrayAsync<double>([1000]);
        SharedList list = await client.CreateMemoryListAsync(["one", 2]);
        foreach (ISharedMemory memory in (ISharedMemory[])[named.Memory, unnamed.Memory, list.Items])
            await Console.Out.WriteLineAsync((await memory.GetPlaceAsync())!.Path);
        await Task.Delay(Timeout.InfiniteTimeSpan);
        GC.KeepAlive((named, unnamed, list));
    }
}
