using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class DictionaryTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    [Trait("Conformance", "C-054")]
    public async Task Keys_and_values_are_set_and_read_and_copied()
    {
        ISharedDictionary<int, char> shared = await Client.CreateDictionaryAsync<int, char>();
        for (int i = 65; i < 70; i++) shared[i] = (char)i;
        Dictionary<int, char> copy = shared.ToDictionary();
        Assert.Equal(Enumerable.Range(65, 5).ToDictionary(static i => i, static i => (char)i), copy);
        Assert.Equal(Enumerable.Range(65, 5), shared.Keys.Order());
        Assert.Equal("ABCDE", string.Concat((await shared.GetValuesAsync()).Order()));
        Assert.Equal(copy.OrderBy(static one => one.Key), shared.ToArray().OrderBy(static one => one.Key));
    }

    [Fact]
    [Trait("Conformance", "C-055")]
    public async Task Whatever_takes_a_dictionary_takes_its_proxy()
    {
        ISharedDictionary<string, double> shared = await Client.CreateDictionaryAsync<string, double>([KeyValuePair.Create("a", 1.5)]);
        IDictionary<string, double> d = shared;
        Assert.False(d.IsReadOnly);
        d.Add("b", double.NaN);
        d.Add(KeyValuePair.Create("c", 3.0));
        Assert.Throws<ArgumentException>(() => d.Add("c", 4));
        Assert.True(d.TryGetValue("b", out double nan) && double.IsNaN(nan));
        Assert.False(d.TryGetValue("x", out double none));
        Assert.Equal(0, none);
        Assert.Equal(3, d.Count);
        Assert.True(d.ContainsKey("a"));
        Assert.Contains(KeyValuePair.Create("c", 3.0), d);
        Assert.False(d.Remove(KeyValuePair.Create("c", 3.5)));
        Assert.True(d.Remove(KeyValuePair.Create("c", 3.0)));
        Assert.True(d.Remove("b"));
        KeyNotFoundException e = Assert.Throws<KeyNotFoundException>(() => d["b"]);
        Assert.Contains("The key b", e.Message, StringComparison.Ordinal);
        var copy = new KeyValuePair<string, double>[1];
        d.CopyTo(copy, 0);
        Assert.Equal([KeyValuePair.Create("a", 1.5)], copy);
        Assert.Equal(["a"], d.Keys);
        Assert.Equal([1.5], d.Values);
        d.Clear();
        Assert.Empty(d);
    }

    [Fact]
    [Trait("Conformance", "C-056")]
    public async Task An_enumeration_is_not_disturbed_by_what_happens_meanwhile()
    {
        ISharedDictionary<int, int> d = await Client.CreateDictionaryAsync<int, int>();
        int[] keys = [.. Enumerable.Range(0, 10_000)];
        await d.SetManyAsync(keys, keys);
        var seen = new List<int>();
        await foreach ((int key, int value) in d.EnumerateAsync())
        {
            if (seen.Count == 0) await d.ClearAsync();
            Assert.Equal(key, value);
            seen.Add(key);
        }

        Assert.Equal(keys, seen.Order());
        await d.SetManyAsync(keys, keys);
        seen.Clear();
        foreach ((int key, _) in d)
        {
            if (seen.Count == 0) d.Clear();
            seen.Add(key);
        }

        Assert.Equal(keys, seen.Order());
        Assert.Empty(d);
    }

    [Fact]
    [Trait("Conformance", "P-20")]
    public async Task A_dictionary_is_enumerated_in_one_round_trip()
    {
        ISharedDictionary<string, int> d = await Client.CreateDictionaryAsync<string, int>();
        await d.SetManyAsync(Enumerable.Range(0, 10).Select(static i => KeyValuePair.Create($"{i}", i)));
        long sent = Client.Statistics.CallsSent;
        Assert.Equal(45, d.Sum(static one => one.Value));
        Assert.Equal(1, Client.Statistics.CallsSent - sent);
    }

    [Fact]
    public async Task Who_is_first_adds_and_the_others_get()
    {
        ISharedDictionary<string, int> d = await Client.CreateDictionaryAsync<string, int>();
        int[] got = await Task.WhenAll(Enumerable.Range(1, 8).Select(i => d.GetOrAddAsync("one", i))).WaitAsync(Guard);
        Assert.Single(got.Distinct());
        Assert.Equal(got[0], d.GetOrAdd("one", 99));
        Assert.Equal(got[0], await d.GetOrAddAsync("one", static _ => throw new InvalidOperationException("It is there.")));
        Assert.Equal(5, await d.GetOrAddAsync("two!!", static key => key.Length));
        Assert.False(await d.TryAddAsync("one", 99));
        Assert.Equal(7, await d.GetOrDefaultAsync("none", 7));
        Assert.Equal(new VersionedValue<int>(0, 0), await d.GetVersionedAsync("none"));
    }

    [Fact]
    public async Task No_update_is_lost_however_many_update()
    {
        ISharedDictionary<string, long> d = await Client.CreateDictionaryAsync<string, long>();
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (int i = 0; i < 50; i++)
            {
                await d.AddOrUpdateAsync("factory", 1, static (_, value) => value + 1);
                await d.IncrementAsync("sum", 1);
                for (long now = d.GetOrAdd("compared", 0); !d.TryUpdate("compared", now + 1, now); now = d["compared"])
                {
                }
            }
        }))).WaitAsync(Guard);
        Assert.Equal([200, 200, 200], [d["factory"], d["sum"], d["compared"]]);
    }

    [Fact]
    public async Task Versions_tell_whether_another_was_first()
    {
        ISharedDictionary<string, string> d = await Client.CreateDictionaryAsync<string, string>();
        Assert.True(await d.TrySetAsync("a", "1", 0));
        Assert.False(await d.TrySetAsync("a", "2", 0));
        VersionedValue<string?> seen = await d.GetVersionedAsync("a");
        d["a"] = "3";
        d["a"] = "1";
        Assert.False(await d.TrySetAsync("a", "2", seen.Version));
        Assert.True(await d.TryUpdateAsync("a", "2", "1"));
        Assert.False(await d.TryRemoveAsync("a", "1"));
        Assert.True(d.TryRemove("a", "2"));
        Assert.False(await d.TrySetAsync("a", "2", seen.Version));
        Assert.False(d.TryUpdate("a", "2", "1"));
        NotSupportedException e = await Assert.ThrowsAsync<NotSupportedException>(() => d.IncrementAsync("a", "b"));
        Assert.Contains("System.String", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_keys_go_together()
    {
        ISharedDictionary<string, int> d = await Client.CreateDictionaryAsync<string, int>();
        await d.SetManyAsync(["a", "b", "c", "d"], [1, 2, 3, 4]);
        Assert.Equal([KeyValuePair.Create("c", 3), KeyValuePair.Create("a", 1)], await d.GetManyAsync(["c", "x", "a"]));
        Assert.Equal(2, await d.RemoveManyAsync(["a", "x", "b"]));
        Assert.Equal(3, await d.PopAsync("c"));
        await Assert.ThrowsAsync<KeyNotFoundException>(() => d.PopAsync("c"));
        Assert.Equal([KeyValuePair.Create("d", 4)], await d.TakeAsync(2));
        Assert.Empty(await d.TakeAsync(2));
        await Assert.ThrowsAsync<ArgumentException>(() => d.SetManyAsync(["a"], []));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => d.SetManyAsync(["a", null!], [1, 2]));
        Assert.Empty(await d.GetKeysAsync());
    }

    [Fact]
    [Trait("Conformance", "P-10")]
    public async Task Values_that_could_be_changed_in_a_copy_are_refused_with_the_reason()
    {
        ArgumentException e = await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateDynamicAsync("SharedDictionary<string,double[]>"));
        Assert.Contains("ReadOnlyMemory", e.Message, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateDynamicAsync("SharedList<int[]>"));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Client.CreateDynamicAsync("SharedSet<int[]>"));

        // What a record says is replaced as a whole, and nothing is lost.
        ISharedDictionary<string, ISharedDictionary<string, int>> d = await Client.CreateDictionaryAsync<string, ISharedDictionary<string, int>>();
        d["a"] = await Client.CreateDictionaryAsync<string, int>();
        d["a"]["x"] = 1;
        Assert.Equal(1, d["a"]["x"]);
    }
}
