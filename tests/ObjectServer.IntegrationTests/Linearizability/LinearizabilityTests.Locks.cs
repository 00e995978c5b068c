using ObjectServer.Client;

namespace ObjectServer.IntegrationTests.Linearizability;

/// <content>Dictionaries, locks and semaphores.</content>
public sealed partial class LinearizabilityTests
{
    private const int Permits = 2;

    private static readonly string[] Keys = ["a", "b", "c"];

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_dictionary_over_links_that_break(bool unixSocket, bool socketLink)
    {
        await using BrokenLinks links = await BrokenLinks.StartAsync(unixSocket, socketLink, Clients, Seed, MostBytesPerConnection);
        await using ObjectClient first = await links.ConnectAsync();
        await first.CreateDictionaryAsync<string, int>(name: "dictionary");
        History history = await RecordAsync(links, async (client, random, noted, number) =>
        {
            ISharedDictionary<string, int> dictionary = await client.GetAsync<ISharedDictionary<string, int>>("dictionary");
            await links.BeginAsync();
            int seen = 0;
            for (int call = 0; call < Calls; call++)
            {
                string key = Keys[random.Next(Keys.Length)];
                int drawn = (number * Calls) + call;
                switch (random.Next(6))
                {
                    case 0:
                        await noted.RunAsync(number, ("set", key, drawn), async () =>
                        {
                            await dictionary.SetAsync(key, drawn);
                            return true;
                        });
                        break;
                    case 1:
                        await noted.RunAsync(number, ("tryAdd", key, drawn), () => dictionary.TryAddAsync(key, drawn));
                        break;
                    case 2:
                        await noted.RunAsync(number, ("tryUpdate", key, drawn, seen), () => dictionary.TryUpdateAsync(key, drawn, seen));
                        break;
                    case 3:
                        await noted.RunAsync(number, ("remove", key), () => dictionary.RemoveAsync(key));
                        break;
                    default:
                        (_, seen) = await noted.RunAsync(number, ("get", key), async () =>
                        {
                            int found = await dictionary.GetOrDefaultAsync(key, -1);
                            return found < 0 ? (IsThere: false, Value: 0) : (IsThere: true, Value: found);
                        });
                        break;
                }
            }
        });
        Assert.All(Keys, key => Assert.Null(LinearizabilityChecker.FindFault(EntryModel.Of(history.Operations, key), new EntryModel())));
        Assert.True(links.Broken > 3, $"Only {links.Broken} connections were broken.");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_lock_over_links_that_break(bool unixSocket, bool socketLink)
    {
        await using BrokenLinks links = await BrokenLinks.StartAsync(unixSocket, socketLink, Clients, Seed, MostBytesPerConnection);
        await using ObjectClient first = await links.ConnectAsync();
        await first.CreateLockAsync("lock");
        string? fault = await RunAsync(links, new LockModel(), async (client, _, noted, number) =>
        {
            ISharedLock shared = await client.GetAsync<ISharedLock>("lock");
            await links.BeginAsync();
            for (int call = 0; call < Calls / 2; call++)
            {
                HeldLock? held = null;
                await noted.RunAsync(number, "tryAcquire", async () => (held = await shared.TryAcquireAsync())?.Token ?? LockModel.NotAcquired);
                if (held is not null) await noted.RunAsync(number, "release", () => ReleaseAsync(held));
            }
        });
        Assert.Null(fault);
        Assert.True(links.Broken > 3, $"Only {links.Broken} connections were broken.");
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task A_semaphore_over_links_that_break(bool unixSocket, bool socketLink)
    {
        await using BrokenLinks links = await BrokenLinks.StartAsync(unixSocket, socketLink, Clients, Seed, MostBytesPerConnection);
        await using ObjectClient first = await links.ConnectAsync();
        await first.CreateSemaphoreAsync(Permits, "semaphore");
        string? fault = await RunAsync(links, new SemaphoreModel(Permits), async (client, _, noted, number) =>
        {
            ISharedSemaphore semaphore = await client.GetAsync<ISharedSemaphore>("semaphore");
            await links.BeginAsync();
            for (int call = 0; call < Calls / 2; call++)
            {
                HeldLock? held = null;
                await noted.RunAsync(number, "tryAcquire", async () => (held = await semaphore.TryAcquireAsync()) is not null);
                if (held is not null) await noted.RunAsync(number, "release", () => ReleaseAsync(held));
            }
        });
        Assert.Null(fault);
        Assert.True(links.Broken > 3, $"Only {links.Broken} connections were broken.");
    }

    private static async Task<bool> ReleaseAsync(HeldLock held)
    {
        await held.DisposeAsync();
        return true;
    }
}
