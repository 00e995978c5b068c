using ObjectServer.IntegrationTests.Infrastructure;

namespace ObjectServer.IntegrationTests.SharedTypes.Collections;

public sealed class ListTests : ConnectedTests
{
    protected override void Share(ObjectServerBuilder server)
    {
    }

    [Fact]
    [Trait("Conformance", "C-050")]
    public async Task Slices_and_what_is_put_together_are_arrays_of_their_own()
    {
        ISharedList<int> list = await Client.CreateListAsync<int>([0, 1, 2, 3, 4]);
        Assert.Equal([1, 2], list[1..3]);
        Assert.Equal([3, 4], list[^2..]);
        int[] range = await list.GetRangeAsync(2, 2);
        Assert.Equal([2, 3], range);
        await list.AddRangeAsync([5, 6]);
        int[] both = [.. list, .. new[] { 7 }];
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], both);
        list.AddRange(list.ToArray());
        Assert.Equal(14, list.Count);
        await list.ReplaceRangeAsync(1, 12, [9, 9]);
        Assert.Equal([0, 9, 9, 6], list);
        await list.ReplaceRangeAsync(1, 2, []);
        await list.ReplaceRangeAsync(1, 0, [4, 5]);
        int[] all = await list.ToArrayAsync();
        Assert.Equal([0, 4, 5, 6], all);
    }

    [Fact]
    [Trait("Conformance", "C-051")]
    public async Task Whatever_takes_a_list_takes_its_proxy()
    {
        ISharedList<string> shared = await Client.CreateListAsync<string>(["a"]);
        IList<string> list = shared;
        Assert.False(list.IsReadOnly);
        list.Add("c");
        list.Insert(1, "b");
        list[2] = "d";
        Assert.Equal("d", list[2]);
        Assert.Equal(1, list.IndexOf("b"));
        Assert.True(list.Contains("d"));
        Assert.True(list.Remove("b"));
        Assert.False(list.Remove("b"));
        list.RemoveAt(0);
        var copy = new string[2];
        list.CopyTo(copy, 1);
        Assert.Equal([null!, "d"], copy);
        list.Add("e");
        Assert.Equal("de", string.Concat(list.Select(one => one)));
        Assert.Equal(["d", "e"], new List<string>(list));
        list.Clear();
        Assert.Empty(list);
    }

    [Fact]
    [Trait("Conformance", "C-052")]
    public async Task An_enumeration_sees_the_list_as_it_was_and_stays_at_its_end()
    {
        int[] numbers = [.. Enumerable.Range(0, 20_000)];
        ISharedList<int> list = await Client.CreateListAsync<int>(numbers);
        await using IAsyncEnumerator<int> items = list.EnumerateAsync().GetAsyncEnumerator();
        using IEnumerator<int> ofProxy = list.GetEnumerator();
        Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Guard));
        Assert.True(ofProxy.MoveNext());
        await list.SetAsync(19_999, -1);
        await list.TakeAsync(10_000);
        await list.AddAsync(5);
        Assert.Equal(10_001, list.Sum(static _ => 1));
        var seen = new List<int> { items.Current };
        while (await items.MoveNextAsync().AsTask().WaitAsync(Guard)) seen.Add(items.Current);
        Assert.Equal(numbers, seen);
        seen = [ofProxy.Current];
        while (ofProxy.MoveNext()) seen.Add(ofProxy.Current);
        Assert.Equal(numbers, seen);
        list.Add(6);
        Assert.False(await items.MoveNextAsync());
        Assert.False(ofProxy.MoveNext());
        Assert.Equal(10_002, list.Count);
    }

    [Fact]
    [Trait("Conformance", "P-20")]
    public async Task What_a_round_trip_is_enough_for_takes_one()
    {
        ISharedList<int> first = await Client.CreateListAsync<int>();
        Assert.Empty(first);
        long sent = Client.Statistics.CallsSent;
        ISharedList<int> list = await Client.CreateListAsync<int>(Enumerable.Range(0, 10));
        Assert.Equal(1, TakeSent());
        Assert.Equal(3, await list.GetAsync(3));
        Assert.Equal(1, TakeSent());
        Assert.Equal(45, list.Sum());
        Assert.Equal(1, TakeSent());
        await list.AddRangeAsync(Enumerable.Range(10, 990));
        Assert.Equal(1, TakeSent());
        Assert.Equal(499_500, list.Sum());
        Assert.Equal(1, TakeSent());
        int sum = 0;
        await foreach (int item in list.EnumerateAsync()) sum += item;
        Assert.Equal(499_500, sum);

        // The block that is asked for while the first one is used counts where the first was closed by time.
        Assert.InRange(TakeSent(), 1, 3);
        await ((IAsyncDisposable)list).DisposeAsync();
        Assert.Equal(0, TakeSent());

        long TakeSent()
        {
            long before = sent;
            sent = Client.Statistics.CallsSent;
            return sent - before;
        }
    }

    [Fact]
    public async Task A_large_list_comes_in_a_few_blocks()
    {
        ISharedList<double> list = await Client.CreateListAsync<double>(Enumerable.Range(0, 100_000).Select(static i => i * 0.5));
        long sent = Client.Statistics.CallsSent;
        Assert.Equal(2_499_975_000, list.Sum());
        Assert.InRange(Client.Statistics.CallsSent - sent, 2, 30);
    }

    [Fact]
    public async Task Each_element_is_taken_by_one_client_alone()
    {
        ISharedList<int> list = await Client.CreateListAsync<int>(Enumerable.Range(0, 1000));
        int[][] taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            var mine = new List<int>();
            while (await list.TakeAsync(7) is { Length: > 0 } some) mine.AddRange(some);
            return mine.ToArray();
        })).WaitAsync(Guard);
        Assert.Equal(Enumerable.Range(0, 1000), taken.SelectMany(static one => one).Order());
        await list.AddAsync(1);
        Assert.Equal(1, await list.TakeAtAsync(0));
    }

    [Fact]
    public async Task Elements_are_changed_at_one_moment()
    {
        ISharedList<int> list = await Client.CreateListAsync<int>([1, 5, 3]);
        Assert.Equal(7, await list.IncrementAsync(1, 2));
        Assert.True(await list.TryUpdateAsync(0, 4, 1));
        Assert.False(await list.TryUpdateAsync(0, 6, 1));
        await list.SetManyAsync([2, 0], [30, 40]);
        int[] some = await list.GetManyAsync([2, 0, 1]);
        Assert.Equal([30, 40, 7], some);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => list.SetManyAsync([0, 3], [1, 1]));
        Assert.Equal([40, 7, 30], list);
        await list.SortAsync();
        Assert.Equal([7, 30, 40], list);
        list.Sort(descending: true);
        Assert.Equal([40, 30, 7], list);
        await list.ReverseAsync();
        Assert.Equal([7, 30, 40], list);
        Assert.Equal(1, await list.CountOfAsync(30));
    }

    [Fact]
    public async Task What_is_not_there_is_told_with_what_is()
    {
        ISharedList<string> list = await Client.CreateListAsync<string>(["a", "b"]);
        ArgumentOutOfRangeException e = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => list.GetAsync(2));
        Assert.Contains("There is no element 2: the list has 2", e.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => list[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => list.Slice(1, 2));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => list.InsertAsync(3, "c"));
        await Assert.ThrowsAsync<NotSupportedException>(() => list.IncrementAsync(0, "x"));
        Assert.Equal(["a", "b"], list);
    }
}
