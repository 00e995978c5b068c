using System.Globalization;
using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.KilledClients;

/// <summary>A client that makes, uses and drops objects at random, several at a time, until it is killed. A process of its own.</summary>
internal static class RestlessClient
{
    /// <summary>What makes the test program this client; the server's address, the key of all objects and a seed follow.</summary>
    public const string Mode = "client-that-never-rests";

    private const int Workers = 4;
    private const int DoingsPerLine = 20;

    // More than goes with a call.
    private const int LargeBytes = 3 * 1024 * 1024;

    /// <summary>Writes a line as it begins and now and then from then on.</summary>
    public static async Task<int> RunAsync(string address, string key, string seed)
    {
        await Console.Out.WriteLineAsync("begun");
        ObjectClient client = await ObjectClient.ConnectAsync(address);
        IHeld shared = await client.GetAsync<IHeld>($"{key}/shared");
        int first = int.Parse(seed, CultureInfo.InvariantCulture);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => WorkAsync(client, shared, key, new Random(first + worker))));
        return 0;
    }

    private static async Task WorkAsync(ObjectClient client, IHeld shared, string key, Random random)
    {
        var held = new Queue<IHeld>();
        for (int done = 1; ; done++)
        {
            if (held.Count == 0 || random.Next(3) == 0) held.Enqueue(await client.CreateAsync<IHeld>([key]));
            await DoAsync(client, shared, held, key, random);
            if (held.Count > 5) await client.ReleaseAsync(held.Dequeue());
            if (done % DoingsPerLine == 0) await Console.Out.WriteLineAsync("busy");
        }
    }

    private static async Task DoAsync(ObjectClient client, IHeld shared, Queue<IHeld> held, string key, Random random)
    {
        IHeld one = held.Peek();
        switch (random.Next(8))
        {
            case 0:
                await client.ReleaseAsync(held.Dequeue());
                break;
            case 1:
                held.Enqueue(one.Open(key));
                break;
            case 2:
                await one.TakeAsync(new byte[LargeBytes]);
                break;
            case 3:
                await one.GiveAsync(LargeBytes);
                break;
            case 4:
                using (var cancel = new CancellationTokenSource())
                {
                    Task hanging = one.HangAsync(cancel.Token);
                    await cancel.CancelAsync();
                    await hanging.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }

                break;
            case 5:
                // Left hanging, with others behind it; dropped by its client, kept by its calls.
                _ = held.Dequeue().HangOnAsync();
                _ = one.RunAsync();
                break;
            case 6:
                await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => shared.RunAsync()));
                break;
            default:
                one.Look();
                break;
        }
    }
}
