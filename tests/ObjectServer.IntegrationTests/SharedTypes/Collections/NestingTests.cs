using System.Runtime.InteropServices;
using ObjectServer.Client;
using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

/// <summary>Shared objects that stand in collections: they keep their identity, and are held while they stand there.</summary>
public sealed class NestingTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server) => server.AddType<ITree, Tree>("tree");

    [Fact]
    [Trait("Conformance", "C-050")]
    public async Task What_happens_to_an_element_is_seen_through_the_list()
    {
        ISharedList<int> a = await Client.CreateListAsync<int>([1, 2]);
        ISharedList<ISharedList<int>> f = await Client.CreateListAsync<ISharedList<int>>([a, a]);
        await a.AddAsync(3);
        Assert.Equal([1, 2, 3], f[0]);
        Assert.Equal(Client.ReferenceOf(a), Client.ReferenceOf(f[1]));
    }

    [Fact]
    [Trait("Conformance", "C-058")]
    public async Task A_queue_in_a_list_and_in_a_dictionary_is_that_queue()
    {
        ISharedQueue<int> queue = await Client.CreateQueueAsync<int>();
        ISharedList<ISharedQueue<int>> list = await Client.CreateListAsync<ISharedQueue<int>>([queue]);
        ISharedDictionary<string, ISharedQueue<int>> dictionary = await Client.CreateDictionaryAsync<string, ISharedQueue<int>>();
        await dictionary.SetAsync("queue", list[0]);
        await Client.ReleaseAsync(queue);
        await list[0].PutAsync(7);
        Assert.Equal(7, await dictionary["queue"].GetAsync(TimeSpan.Zero));
        Assert.Equal(Client.ReferenceOf(list[0]), Client.ReferenceOf(dictionary["queue"]));
    }

    [Fact]
    [Trait("Conformance", "C-053")]
    public async Task Writing_to_an_inner_list_changes_that_alone()
    {
        ISharedList<ISharedList<int>> outer = await Client.CreateListAsync<ISharedList<int>>();
        for (int i = 0; i < 2; i++) await outer.AddAsync(await Client.CreateListAsync<int>([0, 0]));
        outer[0][^1] = 55;
        Assert.Equal([0, 55], outer[0]);
        Assert.Equal([0, 0], outer[1]);
        Assert.Equal(2, outer.Count);
    }

    [Fact]
    [Trait("Conformance", "C-053")]
    public async Task A_list_whose_element_leads_back_to_it_is_made_and_dropped()
    {
        int before = Server.Objects.Count;
        await using (ObjectClient other = await Server.ConnectAsync())
        {
            ISharedList<ITree> list = await other.CreateListAsync<ITree>();
            ITree tree = await other.CreateAsync<ITree>();
            tree.Branches = list;
            list.Add(tree);
            Assert.Equal(other.ReferenceOf(list), other.ReferenceOf(list[0].Branches![0].Branches!));

            // The two hold each other, until one lets go.
            list.Clear();
        }

        await Eventually.EqualAsync(before, () => Server.Objects.Count);
    }

    [Fact]
    [Trait("Conformance", "C-057")]
    public async Task An_inner_dictionary_outlives_its_proxy_and_the_outer_one()
    {
        ISharedDictionary<string, ISharedDictionary<string, int>> pets = await Client.CreateDictionaryAsync<string, ISharedDictionary<string, int>>();
        ISharedDictionary<string, int> dogs = await Client.CreateDictionaryAsync<string, int>();
        dogs["spaniel"] = 10;
        pets["dogs"] = dogs;
        pets["dogs"]["poodle"] = 20;
        Assert.Equal(20, dogs["poodle"]);
        await Client.ReleaseAsync(dogs);
        ISharedDictionary<string, int> found = pets["dogs"];
        Assert.Equal(10, found["spaniel"]);
        await pets.ClearAsync();
        found["blue"] = 1;
        Assert.Equal(3, found.Count);
        ISharedDictionary<string, ISharedDictionary<string, ISharedList<string>>> outer =
            await Client.CreateDictionaryAsync<string, ISharedDictionary<string, ISharedList<string>>>();
        outer["a"] = await Client.CreateDictionaryAsync<string, ISharedList<string>>([KeyValuePair.Create("b", await Client.CreateListAsync<string>(["deep"]))]);
        outer["a"]["b"].Add("deeper");
        Assert.Equal(["deep", "deeper"], outer["a"]["b"]);
    }

    [Fact]
    [Trait("Conformance", "C-057")]
    public async Task A_plain_list_in_a_shared_dictionary_stays_plain()
    {
        ISharedDictionary<string, ISharedDictionary<string, ReadOnlyMemory<int>>> outer = await Client.CreateDictionaryAsync<string, ISharedDictionary<string, ReadOnlyMemory<int>>>();
        outer["a"] = await Client.CreateDictionaryAsync<string, ReadOnlyMemory<int>>([KeyValuePair.Create<string, ReadOnlyMemory<int>>("plain", new[] { 1, 2 })]);
        Assert.True(MemoryMarshal.TryGetArray(outer["a"]["plain"], out ArraySegment<int> fetched));
        fetched[0] = 3;
        Assert.Equal((int[])[1, 2], outer["a"]["plain"].ToArray());
    }

    [Fact]
    public async Task What_is_taken_out_reaches_who_takes_it_although_nobody_else_holds_it()
    {
        ISharedList<ISharedValue<int>> list = await Client.CreateListAsync<ISharedValue<int>>();
        ISharedDictionary<int, ISharedValue<int>> d = await Client.CreateDictionaryAsync<int, ISharedValue<int>>();
        ISharedSet<ISharedValue<int>> set = await Client.CreateSetAsync<ISharedValue<int>>();
        ISharedQueue<ISharedValue<int>> queue = await Client.CreateQueueAsync<ISharedValue<int>>();
        int before = Server.Objects.Count;
        await AssertSameAsync(value => list.AddAsync(value), async () => await list.TakeAtAsync(0));
        await AssertSameAsync(value => list.AddAsync(value), async () => (await list.TakeAsync(1))[0]);
        await AssertSameAsync(value => d.SetAsync(1, value), async () => await d.PopAsync(1));
        await AssertSameAsync(value => d.SetAsync(1, value), async () => (await d.TakeAsync(1))[0].Value);
        await AssertSameAsync(async value => await set.AddAsync(value), async () => (await set.TakeAsync(1))[0]);
        await AssertSameAsync(async value => await queue.PutAsync(value), async () => await queue.GetAsync());
        await Eventually.EqualAsync(before, () => Server.Objects.Count);
    }

    [Fact]
    [Trait("Conformance", "P-16")]
    public async Task An_element_is_counted_while_it_stands_there_and_freed_when_it_is_taken_out()
    {
        ISharedList<ISharedValue<int>> list = await Client.CreateListAsync<ISharedValue<int>>(null, "list");
        ISharedDictionary<int, ISharedValue<int>> d = await Client.CreateDictionaryAsync<int, ISharedValue<int>>(null, "dictionary");
        ISharedSet<ISharedValue<int>> set = await Client.CreateSetAsync<ISharedValue<int>>(null, "set");
        int before = Server.Objects.Count;

        // What a session holds it gives back at its end; after that the collections alone hold the value.
        await using (ObjectClient other = await Server.ConnectAsync())
        {
            ISharedValue<int> value = await other.CreateValueAsync(7);
            await (await other.GetAsync<ISharedList<ISharedValue<int>>>("list")).AddRangeAsync([value, value]);
            await (await other.GetAsync<ISharedDictionary<int, ISharedValue<int>>>("dictionary")).SetAsync(1, value);
            ISharedSet<ISharedValue<int>> theirs = await other.GetAsync<ISharedSet<ISharedValue<int>>>("set");
            Assert.True(await theirs.AddAsync(value));
            Assert.False(await theirs.AddAsync(value));
        }

        await Eventually.EqualAsync(0, () => Server.Objects.All.Where(static one => one.Instance is ISharedValue<int>).Sum(static one => one.References) - 3);
        await list.RemoveAtAsync(0);
        await d.RemoveAsync(1);
        await set.ClearAsync();
        Assert.Equal(before + 1, Server.Objects.Count);
        await list.ClearAsync();
        Assert.Equal(before, Server.Objects.Count);
    }

    [Fact]
    public async Task Elements_of_an_enumeration_are_kept_until_they_have_been_sent()
    {
        ISharedList<ISharedValue<int>> list = await Client.CreateListAsync<ISharedValue<int>>(null, "list");
        var references = new List<ObjectReference>();

        // The list alone holds them, when the session of their maker is over.
        await using (ObjectClient other = await Server.ConnectAsync())
        {
            ISharedList<ISharedValue<int>> theirs = await other.GetAsync<ISharedList<ISharedValue<int>>>("list");
            for (int i = 0; i < 5_000; i += 500)
            {
                ISharedValue<int>[] values = await Task.WhenAll(Enumerable.Range(i, 500).Select(n => other.CreateValueAsync(n)));
                references.AddRange(values.Select(other.ReferenceOf));
                await theirs.AddRangeAsync(values);
            }
        }

        await Eventually.SoAsync(() => Server.Objects.All.All(static one => one.Instance is not ISharedValue<int> || one.References == 1));
        using IEnumerator<ISharedValue<int>> items = list.GetEnumerator();
        Assert.True(items.MoveNext());
        await list.ClearAsync();
        var seen = new List<ObjectReference> { Client.ReferenceOf(items.Current) };
        while (items.MoveNext()) seen.Add(Client.ReferenceOf(items.Current));
        Assert.Equal(references, seen);
        Assert.Equal(4_999, await Client.Attach<ISharedValue<int>>(seen[^1]).GetAsync());
    }

    [Fact]
    public async Task A_collection_that_is_gone_lets_its_elements_go()
    {
        int before = Server.Objects.Count;
        ISharedValue<int> value = await Client.CreateValueAsync(1);
        ISharedSet<ISharedValue<int>> set = await Client.CreateSetAsync<ISharedValue<int>>([value], "kept");
        await Client.ReleaseAsync(value);
        Assert.Equal(before + 2, Server.Objects.Count);
        await Client.DeleteAsync("kept");
        await Eventually.EqualAsync(before, () => Server.Objects.Count);
        await Assert.ThrowsAsync<ObjectGoneException>(() => set.GetCountAsync());
    }

    private async Task AssertSameAsync(Func<ISharedValue<int>, Task> put, Func<Task<ISharedValue<int>>> take)
    {
        ISharedValue<int> value = await Client.CreateValueAsync(7);
        ulong id = Client.ReferenceOf(value).ObjectId;
        await put(value);
        await Client.ReleaseAsync(value);
        ISharedValue<int> taken = await take();
        Assert.Equal(id, Client.ReferenceOf(taken).ObjectId);
        Assert.Equal(7, await taken.GetAsync());
        await Client.ReleaseAsync(taken);
    }
}
